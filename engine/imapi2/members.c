/* SPDX-License-Identifier: MIT */
/* Members by name and number, for late binding. */
#include "engine/imapi2/dispatch.h"

/* The place of a method in its interface's table, as the compiler has it. */
#define SLOT(interface, method) (offsetof(interface##Vtbl, method) / sizeof(void (*)(void)))

#define CALL(interface, name, id, signature)                                     \
	{                                                                        \
		L"" #name, id, DISPATCH_METHOD, SLOT(interface, name), signature \
	}
#define GET(interface, name, id, signature)                                                 \
	{                                                                                   \
		L"" #name, id, DISPATCH_PROPERTYGET, SLOT(interface, get_##name), signature \
	}
#define PUT(interface, name, id, signature)                                                 \
	{                                                                                   \
		L"" #name, id, DISPATCH_PROPERTYPUT, SLOT(interface, put_##name), signature \
	}

/* What several interfaces share. */
#define FORMAT(interface)                                              \
	CALL(interface, IsRecorderSupported, 0x800, "rB"),             \
		CALL(interface, IsCurrentMediaSupported, 0x801, "rB"), \
		GET(interface, MediaPhysicallyBlank, 0x700, "B"),      \
		GET(interface, MediaHeuristicallyBlank, 0x701, "B"),   \
		GET(interface, SupportedMediaTypes, 0x702, "A"),       \
		PUT(interface, Recorder, 0x100, "r"), GET(interface, Recorder, 0x100, "O")
/* The speeds' numbers follow each other. */
#define SPEEDS(interface, id)                                                  \
	GET(interface, RequestedWriteSpeed, id, "L"),                          \
		GET(interface, RequestedRotationTypeIsPureCAV, (id) + 1, "B"), \
		GET(interface, CurrentWriteSpeed, (id) + 2, "L"),              \
		GET(interface, CurrentRotationTypeIsPureCAV, (id) + 3, "B"),   \
		GET(interface, SupportedWriteSpeeds, (id) + 4, "A"),           \
		GET(interface, SupportedWriteSpeedDescriptors, (id) + 5, "A")
#define WRITING(interface)                                                             \
	GET(interface, StartLba, 0x100, "L"), GET(interface, SectorCount, 0x101, "L"), \
		GET(interface, LastReadLba, 0x102, "L"),                               \
		GET(interface, LastWrittenLba, 0x103, "L"),                            \
		GET(interface, TotalSystemBuffer, 0x106, "L"),                         \
		GET(interface, UsedSystemBuffer, 0x107, "L"),                          \
		GET(interface, FreeSystemBuffer, 0x108, "L")
#define MULTISESSION(interface)                                                       \
	GET(interface, IsSupportedOnCurrentMediaState, 0x100, "B"),                   \
		PUT(interface, InUse, 0x101, "b"), GET(interface, InUse, 0x101, "B"), \
		GET(interface, ImportRecorder, 0x102, "O"),                           \
		GET(interface, WriteUnitSize, 0x205, "L")

const struct dispatch_member members_of_IDiscMaster2[] = {
	GET(IDiscMaster2, _NewEnum, -4, "E"),
	GET(IDiscMaster2, Item, 0x0, "lS"),
	GET(IDiscMaster2, Count, 0x1, "L"),
	GET(IDiscMaster2, IsSupportedEnvironment, 0x2, "B"),
	{ 0 },
};

const struct dispatch_member members_of_IDiscRecorder2[] = {
	CALL(IDiscRecorder2, EjectMedia, 0x100, ""),
	CALL(IDiscRecorder2, CloseTray, 0x101, ""),
	CALL(IDiscRecorder2, AcquireExclusiveAccess, 0x102, "bs"),
	CALL(IDiscRecorder2, ReleaseExclusiveAccess, 0x103, ""),
	CALL(IDiscRecorder2, DisableMcn, 0x104, ""),
	CALL(IDiscRecorder2, EnableMcn, 0x105, ""),
	CALL(IDiscRecorder2, InitializeDiscRecorder, 0x106, "s"),
	GET(IDiscRecorder2, ActiveDiscRecorder, 0x0, "S"),
	GET(IDiscRecorder2, VendorId, 0x201, "S"),
	GET(IDiscRecorder2, ProductId, 0x202, "S"),
	GET(IDiscRecorder2, ProductRevision, 0x203, "S"),
	GET(IDiscRecorder2, VolumeName, 0x204, "S"),
	GET(IDiscRecorder2, VolumePathNames, 0x205, "A"),
	GET(IDiscRecorder2, DeviceCanLoadMedia, 0x206, "B"),
	GET(IDiscRecorder2, LegacyDeviceNumber, 0x207, "L"),
	GET(IDiscRecorder2, SupportedFeaturePages, 0x208, "A"),
	GET(IDiscRecorder2, CurrentFeaturePages, 0x209, "A"),
	GET(IDiscRecorder2, SupportedProfiles, 0x20A, "A"),
	GET(IDiscRecorder2, CurrentProfiles, 0x20B, "A"),
	GET(IDiscRecorder2, SupportedModePages, 0x20C, "A"),
	GET(IDiscRecorder2, ExclusiveAccessOwner, 0x20D, "S"),
	{ 0 },
};

const struct dispatch_member members_of_IWriteEngine2[] = {
	CALL(IWriteEngine2, WriteSection, 0x200, "tll"),
	CALL(IWriteEngine2, CancelWrite, 0x201, ""),
	PUT(IWriteEngine2, Recorder, 0x100, "x"),
	GET(IWriteEngine2, Recorder, 0x100, "O"),
	PUT(IWriteEngine2, UseStreamingWrite12, 0x101, "b"),
	GET(IWriteEngine2, UseStreamingWrite12, 0x101, "B"),
	PUT(IWriteEngine2, StartingSectorsPerSecond, 0x102, "l"),
	GET(IWriteEngine2, StartingSectorsPerSecond, 0x102, "L"),
	PUT(IWriteEngine2, EndingSectorsPerSecond, 0x103, "l"),
	GET(IWriteEngine2, EndingSectorsPerSecond, 0x103, "L"),
	PUT(IWriteEngine2, BytesPerSector, 0x104, "l"),
	GET(IWriteEngine2, BytesPerSector, 0x104, "L"),
	GET(IWriteEngine2, WriteInProgress, 0x105, "B"),
	{ 0 },
};

const struct dispatch_member members_of_IWriteEngine2EventArgs[] = {
	WRITING(IWriteEngine2EventArgs),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2Data[] = {
	FORMAT(IDiscFormat2Data),
	PUT(IDiscFormat2Data, BufferUnderrunFreeDisabled, 0x101, "b"),
	GET(IDiscFormat2Data, BufferUnderrunFreeDisabled, 0x101, "B"),
	PUT(IDiscFormat2Data, PostgapAlreadyInImage, 0x104, "b"),
	GET(IDiscFormat2Data, PostgapAlreadyInImage, 0x104, "B"),
	GET(IDiscFormat2Data, CurrentMediaStatus, 0x106, "L"),
	GET(IDiscFormat2Data, WriteProtectStatus, 0x107, "L"),
	GET(IDiscFormat2Data, TotalSectorsOnMedia, 0x108, "L"),
	GET(IDiscFormat2Data, FreeSectorsOnMedia, 0x109, "L"),
	GET(IDiscFormat2Data, NextWritableAddress, 0x10A, "L"),
	GET(IDiscFormat2Data, StartAddressOfPreviousSession, 0x10B, "L"),
	GET(IDiscFormat2Data, LastWrittenAddressOfPreviousSession, 0x10C, "L"),
	PUT(IDiscFormat2Data, ForceMediaToBeClosed, 0x10D, "b"),
	GET(IDiscFormat2Data, ForceMediaToBeClosed, 0x10D, "B"),
	PUT(IDiscFormat2Data, DisableConsumerDvdCompatibilityMode, 0x10E, "b"),
	GET(IDiscFormat2Data, DisableConsumerDvdCompatibilityMode, 0x10E, "B"),
	GET(IDiscFormat2Data, CurrentPhysicalMediaType, 0x10F, "L"),
	PUT(IDiscFormat2Data, ClientName, 0x110, "s"),
	GET(IDiscFormat2Data, ClientName, 0x110, "S"),
	SPEEDS(IDiscFormat2Data, 0x111),
	PUT(IDiscFormat2Data, ForceOverwrite, 0x117, "b"),
	GET(IDiscFormat2Data, ForceOverwrite, 0x117, "B"),
	GET(IDiscFormat2Data, MultisessionInterfaces, 0x118, "A"),
	CALL(IDiscFormat2Data, Write, 0x200, "t"),
	CALL(IDiscFormat2Data, CancelWrite, 0x201, ""),
	CALL(IDiscFormat2Data, SetWriteSpeed, 0x202, "lb"),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2DataEventArgs[] = {
	WRITING(IDiscFormat2DataEventArgs),
	GET(IDiscFormat2DataEventArgs, ElapsedTime, 0x300, "L"),
	GET(IDiscFormat2DataEventArgs, RemainingTime, 0x301, "L"),
	GET(IDiscFormat2DataEventArgs, TotalTime, 0x302, "L"),
	GET(IDiscFormat2DataEventArgs, CurrentAction, 0x303, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2Erase[] = {
	FORMAT(IDiscFormat2Erase),
	PUT(IDiscFormat2Erase, FullErase, 0x101, "b"),
	GET(IDiscFormat2Erase, FullErase, 0x101, "B"),
	GET(IDiscFormat2Erase, CurrentPhysicalMediaType, 0x102, "L"),
	PUT(IDiscFormat2Erase, ClientName, 0x103, "s"),
	GET(IDiscFormat2Erase, ClientName, 0x103, "S"),
	CALL(IDiscFormat2Erase, EraseMedia, 0x201, ""),
	{ 0 },
};

const struct dispatch_member members_of_IWriteSpeedDescriptor[] = {
	GET(IWriteSpeedDescriptor, MediaType, 0x101, "L"),
	GET(IWriteSpeedDescriptor, RotationTypeIsPureCAV, 0x102, "B"),
	GET(IWriteSpeedDescriptor, WriteSpeed, 0x103, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IMultisessionSequential2[] = {
	MULTISESSION(IMultisessionSequential2),
	GET(IMultisessionSequential2, IsFirstDataSession, 0x200, "B"),
	GET(IMultisessionSequential2, StartAddressOfPreviousSession, 0x201, "L"),
	GET(IMultisessionSequential2, LastWrittenAddressOfPreviousSession, 0x202, "L"),
	GET(IMultisessionSequential2, NextWritableAddress, 0x203, "L"),
	GET(IMultisessionSequential2, FreeSectorsOnMedia, 0x204, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IMultisessionRandomWrite[] = {
	MULTISESSION(IMultisessionRandomWrite),
	GET(IMultisessionRandomWrite, LastWrittenAddress, 0x206, "L"),
	GET(IMultisessionRandomWrite, TotalSectorsOnMedia, 0x207, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2TrackAtOnce[] = {
	FORMAT(IDiscFormat2TrackAtOnce),
	CALL(IDiscFormat2TrackAtOnce, PrepareMedia, 0x200, ""),
	CALL(IDiscFormat2TrackAtOnce, AddAudioTrack, 0x201, "t"),
	CALL(IDiscFormat2TrackAtOnce, CancelAddTrack, 0x202, ""),
	CALL(IDiscFormat2TrackAtOnce, ReleaseMedia, 0x203, ""),
	CALL(IDiscFormat2TrackAtOnce, SetWriteSpeed, 0x204, "lb"),
	PUT(IDiscFormat2TrackAtOnce, BufferUnderrunFreeDisabled, 0x102, "b"),
	GET(IDiscFormat2TrackAtOnce, BufferUnderrunFreeDisabled, 0x102, "B"),
	GET(IDiscFormat2TrackAtOnce, NumberOfExistingTracks, 0x103, "L"),
	GET(IDiscFormat2TrackAtOnce, TotalSectorsOnMedia, 0x104, "L"),
	GET(IDiscFormat2TrackAtOnce, FreeSectorsOnMedia, 0x105, "L"),
	GET(IDiscFormat2TrackAtOnce, UsedSectorsOnMedia, 0x106, "L"),
	PUT(IDiscFormat2TrackAtOnce, DoNotFinalizeMedia, 0x107, "b"),
	GET(IDiscFormat2TrackAtOnce, DoNotFinalizeMedia, 0x107, "B"),
	GET(IDiscFormat2TrackAtOnce, ExpectedTableOfContents, 0x10A, "A"),
	GET(IDiscFormat2TrackAtOnce, CurrentPhysicalMediaType, 0x10B, "L"),
	PUT(IDiscFormat2TrackAtOnce, ClientName, 0x10E, "s"),
	GET(IDiscFormat2TrackAtOnce, ClientName, 0x10E, "S"),
	SPEEDS(IDiscFormat2TrackAtOnce, 0x10F),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2TrackAtOnceEventArgs[] = {
	WRITING(IDiscFormat2TrackAtOnceEventArgs),
	GET(IDiscFormat2TrackAtOnceEventArgs, CurrentTrackNumber, 0x300, "L"),
	GET(IDiscFormat2TrackAtOnceEventArgs, CurrentAction, 0x301, "L"),
	GET(IDiscFormat2TrackAtOnceEventArgs, ElapsedTime, 0x302, "L"),
	GET(IDiscFormat2TrackAtOnceEventArgs, RemainingTime, 0x303, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2RawCD[] = {
	FORMAT(IDiscFormat2RawCD),
	CALL(IDiscFormat2RawCD, PrepareMedia, 0x200, ""),
	CALL(IDiscFormat2RawCD, WriteMedia, 0x201, "t"),
	CALL(IDiscFormat2RawCD, WriteMedia2, 0x202, "tl"),
	CALL(IDiscFormat2RawCD, CancelWrite, 0x203, ""),
	CALL(IDiscFormat2RawCD, ReleaseMedia, 0x204, ""),
	CALL(IDiscFormat2RawCD, SetWriteSpeed, 0x205, "lb"),
	PUT(IDiscFormat2RawCD, BufferUnderrunFreeDisabled, 0x102, "b"),
	GET(IDiscFormat2RawCD, BufferUnderrunFreeDisabled, 0x102, "B"),
	GET(IDiscFormat2RawCD, StartOfNextSession, 0x103, "L"),
	GET(IDiscFormat2RawCD, LastPossibleStartOfLeadout, 0x104, "L"),
	GET(IDiscFormat2RawCD, CurrentPhysicalMediaType, 0x105, "L"),
	GET(IDiscFormat2RawCD, SupportedSectorTypes, 0x108, "A"),
	PUT(IDiscFormat2RawCD, RequestedSectorType, 0x109, "l"),
	GET(IDiscFormat2RawCD, RequestedSectorType, 0x109, "L"),
	PUT(IDiscFormat2RawCD, ClientName, 0x10A, "s"),
	GET(IDiscFormat2RawCD, ClientName, 0x10A, "S"),
	SPEEDS(IDiscFormat2RawCD, 0x10B),
	{ 0 },
};

/* Windows' header gives ElapsedTime and RemainingTime the numbers below; the second is taken. */
const struct dispatch_member members_of_IDiscFormat2RawCDEventArgs[] = {
	WRITING(IDiscFormat2RawCDEventArgs),
	GET(IDiscFormat2RawCDEventArgs, CurrentAction, 0x301, "L"),
	GET(IDiscFormat2RawCDEventArgs, ElapsedTime, 0x300, "L"),
	GET(IDiscFormat2RawCDEventArgs, RemainingTime, 0x302, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IRawCDImageCreator[] = {
	CALL(IRawCDImageCreator, CreateResultImage, 0x200, "E"),
	CALL(IRawCDImageCreator, AddTrack, 0x201, "ltL"),
	CALL(IRawCDImageCreator, AddSpecialPregap, 0x202, "t"),
	CALL(IRawCDImageCreator, AddSubcodeRWGenerator, 0x203, "t"),
	PUT(IRawCDImageCreator, ResultingImageType, 0x100, "l"),
	GET(IRawCDImageCreator, ResultingImageType, 0x100, "L"),
	GET(IRawCDImageCreator, StartOfLeadout, 0x101, "L"),
	PUT(IRawCDImageCreator, StartOfLeadoutLimit, 0x102, "l"),
	GET(IRawCDImageCreator, StartOfLeadoutLimit, 0x102, "L"),
	PUT(IRawCDImageCreator, DisableGaplessAudio, 0x103, "b"),
	GET(IRawCDImageCreator, DisableGaplessAudio, 0x103, "B"),
	PUT(IRawCDImageCreator, MediaCatalogNumber, 0x104, "s"),
	GET(IRawCDImageCreator, MediaCatalogNumber, 0x104, "S"),
	PUT(IRawCDImageCreator, StartingTrackNumber, 0x105, "l"),
	GET(IRawCDImageCreator, StartingTrackNumber, 0x105, "L"),
	GET(IRawCDImageCreator, TrackInfo, 0x106, "lO"),
	GET(IRawCDImageCreator, NumberOfExistingTracks, 0x107, "L"),
	GET(IRawCDImageCreator, LastUsedUserSectorInImage, 0x108, "L"),
	GET(IRawCDImageCreator, ExpectedTableOfContents, 0x109, "A"),
	{ 0 },
};

const struct dispatch_member members_of_IRawCDImageTrackInfo[] = {
	GET(IRawCDImageTrackInfo, StartingLba, 0x100, "L"),
	GET(IRawCDImageTrackInfo, SectorCount, 0x101, "L"),
	GET(IRawCDImageTrackInfo, TrackNumber, 0x102, "L"),
	GET(IRawCDImageTrackInfo, SectorType, 0x103, "L"),
	GET(IRawCDImageTrackInfo, ISRC, 0x104, "S"),
	PUT(IRawCDImageTrackInfo, ISRC, 0x104, "s"),
	GET(IRawCDImageTrackInfo, DigitalAudioCopySetting, 0x105, "L"),
	PUT(IRawCDImageTrackInfo, DigitalAudioCopySetting, 0x105, "l"),
	GET(IRawCDImageTrackInfo, AudioHasPreemphasis, 0x106, "B"),
	PUT(IRawCDImageTrackInfo, AudioHasPreemphasis, 0x106, "b"),
	GET(IRawCDImageTrackInfo, TrackIndexes, 0x107, "A"),
	CALL(IRawCDImageTrackInfo, AddTrackIndex, 0x200, "l"),
	CALL(IRawCDImageTrackInfo, ClearTrackIndex, 0x201, "l"),
	{ 0 },
};

const struct dispatch_member members_of_IBlockRange[] = {
	GET(IBlockRange, StartLba, 0x100, "L"),
	GET(IBlockRange, EndLba, 0x101, "L"),
	{ 0 },
};

const struct dispatch_member members_of_IBlockRangeList[] = {
	GET(IBlockRangeList, BlockRanges, 0x100, "A"),
	{ 0 },
};
