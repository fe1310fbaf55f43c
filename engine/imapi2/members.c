/* SPDX-License-Identifier: MIT */
/* Members by name and number, for late binding; each with its place in the table of methods. */
#include "engine/imapi2/dispatch.h"

const struct dispatch_member members_of_IDiscMaster2[] = {
	{ L"_NewEnum", -4, DISPATCH_PROPERTYGET, 7, "E" },
	{ L"Item", 0x0, DISPATCH_PROPERTYGET, 8, "lS" },
	{ L"Count", 0x1, DISPATCH_PROPERTYGET, 9, "L" },
	{ L"IsSupportedEnvironment", 0x2, DISPATCH_PROPERTYGET, 10, "B" },
	{ 0 },
};

const struct dispatch_member members_of_IDiscRecorder2[] = {
	{ L"EjectMedia", 0x100, DISPATCH_METHOD, 7, "" },
	{ L"CloseTray", 0x101, DISPATCH_METHOD, 8, "" },
	{ L"AcquireExclusiveAccess", 0x102, DISPATCH_METHOD, 9, "bs" },
	{ L"ReleaseExclusiveAccess", 0x103, DISPATCH_METHOD, 10, "" },
	{ L"DisableMcn", 0x104, DISPATCH_METHOD, 11, "" },
	{ L"EnableMcn", 0x105, DISPATCH_METHOD, 12, "" },
	{ L"InitializeDiscRecorder", 0x106, DISPATCH_METHOD, 13, "s" },
	{ L"ActiveDiscRecorder", 0x0, DISPATCH_PROPERTYGET, 14, "S" },
	{ L"VendorId", 0x201, DISPATCH_PROPERTYGET, 15, "S" },
	{ L"ProductId", 0x202, DISPATCH_PROPERTYGET, 16, "S" },
	{ L"ProductRevision", 0x203, DISPATCH_PROPERTYGET, 17, "S" },
	{ L"VolumeName", 0x204, DISPATCH_PROPERTYGET, 18, "S" },
	{ L"VolumePathNames", 0x205, DISPATCH_PROPERTYGET, 19, "A" },
	{ L"DeviceCanLoadMedia", 0x206, DISPATCH_PROPERTYGET, 20, "B" },
	{ L"LegacyDeviceNumber", 0x207, DISPATCH_PROPERTYGET, 21, "L" },
	{ L"SupportedFeaturePages", 0x208, DISPATCH_PROPERTYGET, 22, "A" },
	{ L"CurrentFeaturePages", 0x209, DISPATCH_PROPERTYGET, 23, "A" },
	{ L"SupportedProfiles", 0x20A, DISPATCH_PROPERTYGET, 24, "A" },
	{ L"CurrentProfiles", 0x20B, DISPATCH_PROPERTYGET, 25, "A" },
	{ L"SupportedModePages", 0x20C, DISPATCH_PROPERTYGET, 26, "A" },
	{ L"ExclusiveAccessOwner", 0x20D, DISPATCH_PROPERTYGET, 27, "S" },
	{ 0 },
};

const struct dispatch_member members_of_IWriteEngine2[] = {
	{ L"WriteSection", 0x200, DISPATCH_METHOD, 7, "tll" },
	{ L"CancelWrite", 0x201, DISPATCH_METHOD, 8, "" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYPUT, 9, "x" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYGET, 10, "O" },
	{ L"UseStreamingWrite12", 0x101, DISPATCH_PROPERTYPUT, 11, "b" },
	{ L"UseStreamingWrite12", 0x101, DISPATCH_PROPERTYGET, 12, "B" },
	{ L"StartingSectorsPerSecond", 0x102, DISPATCH_PROPERTYPUT, 13, "l" },
	{ L"StartingSectorsPerSecond", 0x102, DISPATCH_PROPERTYGET, 14, "L" },
	{ L"EndingSectorsPerSecond", 0x103, DISPATCH_PROPERTYPUT, 15, "l" },
	{ L"EndingSectorsPerSecond", 0x103, DISPATCH_PROPERTYGET, 16, "L" },
	{ L"BytesPerSector", 0x104, DISPATCH_PROPERTYPUT, 17, "l" },
	{ L"BytesPerSector", 0x104, DISPATCH_PROPERTYGET, 18, "L" },
	{ L"WriteInProgress", 0x105, DISPATCH_PROPERTYGET, 19, "B" },
	{ 0 },
};

const struct dispatch_member members_of_IWriteEngine2EventArgs[] = {
	{ L"StartLba", 0x100, DISPATCH_PROPERTYGET, 7, "L" },
	{ L"SectorCount", 0x101, DISPATCH_PROPERTYGET, 8, "L" },
	{ L"LastReadLba", 0x102, DISPATCH_PROPERTYGET, 9, "L" },
	{ L"LastWrittenLba", 0x103, DISPATCH_PROPERTYGET, 10, "L" },
	{ L"TotalSystemBuffer", 0x106, DISPATCH_PROPERTYGET, 11, "L" },
	{ L"UsedSystemBuffer", 0x107, DISPATCH_PROPERTYGET, 12, "L" },
	{ L"FreeSystemBuffer", 0x108, DISPATCH_PROPERTYGET, 13, "L" },
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2Data[] = {
	{ L"IsRecorderSupported", 0x800, DISPATCH_METHOD, 7, "rB" },
	{ L"IsCurrentMediaSupported", 0x801, DISPATCH_METHOD, 8, "rB" },
	{ L"MediaPhysicallyBlank", 0x700, DISPATCH_PROPERTYGET, 9, "B" },
	{ L"MediaHeuristicallyBlank", 0x701, DISPATCH_PROPERTYGET, 10, "B" },
	{ L"SupportedMediaTypes", 0x702, DISPATCH_PROPERTYGET, 11, "A" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYPUT, 12, "r" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYGET, 13, "O" },
	{ L"BufferUnderrunFreeDisabled", 0x101, DISPATCH_PROPERTYPUT, 14, "b" },
	{ L"BufferUnderrunFreeDisabled", 0x101, DISPATCH_PROPERTYGET, 15, "B" },
	{ L"PostgapAlreadyInImage", 0x104, DISPATCH_PROPERTYPUT, 16, "b" },
	{ L"PostgapAlreadyInImage", 0x104, DISPATCH_PROPERTYGET, 17, "B" },
	{ L"CurrentMediaStatus", 0x106, DISPATCH_PROPERTYGET, 18, "L" },
	{ L"WriteProtectStatus", 0x107, DISPATCH_PROPERTYGET, 19, "L" },
	{ L"TotalSectorsOnMedia", 0x108, DISPATCH_PROPERTYGET, 20, "L" },
	{ L"FreeSectorsOnMedia", 0x109, DISPATCH_PROPERTYGET, 21, "L" },
	{ L"NextWritableAddress", 0x10A, DISPATCH_PROPERTYGET, 22, "L" },
	{ L"StartAddressOfPreviousSession", 0x10B, DISPATCH_PROPERTYGET, 23, "L" },
	{ L"LastWrittenAddressOfPreviousSession", 0x10C, DISPATCH_PROPERTYGET, 24, "L" },
	{ L"ForceMediaToBeClosed", 0x10D, DISPATCH_PROPERTYPUT, 25, "b" },
	{ L"ForceMediaToBeClosed", 0x10D, DISPATCH_PROPERTYGET, 26, "B" },
	{ L"DisableConsumerDvdCompatibilityMode", 0x10E, DISPATCH_PROPERTYPUT, 27, "b" },
	{ L"DisableConsumerDvdCompatibilityMode", 0x10E, DISPATCH_PROPERTYGET, 28, "B" },
	{ L"CurrentPhysicalMediaType", 0x10F, DISPATCH_PROPERTYGET, 29, "L" },
	{ L"ClientName", 0x110, DISPATCH_PROPERTYPUT, 30, "s" },
	{ L"ClientName", 0x110, DISPATCH_PROPERTYGET, 31, "S" },
	{ L"RequestedWriteSpeed", 0x111, DISPATCH_PROPERTYGET, 32, "L" },
	{ L"RequestedRotationTypeIsPureCAV", 0x112, DISPATCH_PROPERTYGET, 33, "B" },
	{ L"CurrentWriteSpeed", 0x113, DISPATCH_PROPERTYGET, 34, "L" },
	{ L"CurrentRotationTypeIsPureCAV", 0x114, DISPATCH_PROPERTYGET, 35, "B" },
	{ L"SupportedWriteSpeeds", 0x115, DISPATCH_PROPERTYGET, 36, "A" },
	{ L"SupportedWriteSpeedDescriptors", 0x116, DISPATCH_PROPERTYGET, 37, "A" },
	{ L"ForceOverwrite", 0x117, DISPATCH_PROPERTYPUT, 38, "b" },
	{ L"ForceOverwrite", 0x117, DISPATCH_PROPERTYGET, 39, "B" },
	{ L"MultisessionInterfaces", 0x118, DISPATCH_PROPERTYGET, 40, "A" },
	{ L"Write", 0x200, DISPATCH_METHOD, 41, "t" },
	{ L"CancelWrite", 0x201, DISPATCH_METHOD, 42, "" },
	{ L"SetWriteSpeed", 0x202, DISPATCH_METHOD, 43, "lb" },
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2DataEventArgs[] = {
	{ L"StartLba", 0x100, DISPATCH_PROPERTYGET, 7, "L" },
	{ L"SectorCount", 0x101, DISPATCH_PROPERTYGET, 8, "L" },
	{ L"LastReadLba", 0x102, DISPATCH_PROPERTYGET, 9, "L" },
	{ L"LastWrittenLba", 0x103, DISPATCH_PROPERTYGET, 10, "L" },
	{ L"TotalSystemBuffer", 0x106, DISPATCH_PROPERTYGET, 11, "L" },
	{ L"UsedSystemBuffer", 0x107, DISPATCH_PROPERTYGET, 12, "L" },
	{ L"FreeSystemBuffer", 0x108, DISPATCH_PROPERTYGET, 13, "L" },
	{ L"ElapsedTime", 0x300, DISPATCH_PROPERTYGET, 14, "L" },
	{ L"RemainingTime", 0x301, DISPATCH_PROPERTYGET, 15, "L" },
	{ L"TotalTime", 0x302, DISPATCH_PROPERTYGET, 16, "L" },
	{ L"CurrentAction", 0x303, DISPATCH_PROPERTYGET, 17, "L" },
	{ 0 },
};

const struct dispatch_member members_of_IDiscFormat2Erase[] = {
	{ L"IsRecorderSupported", 0x800, DISPATCH_METHOD, 7, "rB" },
	{ L"IsCurrentMediaSupported", 0x801, DISPATCH_METHOD, 8, "rB" },
	{ L"MediaPhysicallyBlank", 0x700, DISPATCH_PROPERTYGET, 9, "B" },
	{ L"MediaHeuristicallyBlank", 0x701, DISPATCH_PROPERTYGET, 10, "B" },
	{ L"SupportedMediaTypes", 0x702, DISPATCH_PROPERTYGET, 11, "A" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYPUT, 12, "r" },
	{ L"Recorder", 0x100, DISPATCH_PROPERTYGET, 13, "O" },
	{ L"FullErase", 0x101, DISPATCH_PROPERTYPUT, 14, "b" },
	{ L"FullErase", 0x101, DISPATCH_PROPERTYGET, 15, "B" },
	{ L"CurrentPhysicalMediaType", 0x102, DISPATCH_PROPERTYGET, 16, "L" },
	{ L"ClientName", 0x103, DISPATCH_PROPERTYPUT, 17, "s" },
	{ L"ClientName", 0x103, DISPATCH_PROPERTYGET, 18, "S" },
	{ L"EraseMedia", 0x201, DISPATCH_METHOD, 19, "" },
	{ 0 },
};

const struct dispatch_member members_of_IWriteSpeedDescriptor[] = {
	{ L"MediaType", 0x101, DISPATCH_PROPERTYGET, 7, "L" },
	{ L"RotationTypeIsPureCAV", 0x102, DISPATCH_PROPERTYGET, 8, "B" },
	{ L"WriteSpeed", 0x103, DISPATCH_PROPERTYGET, 9, "L" },
	{ 0 },
};

const struct dispatch_member members_of_IMultisessionSequential2[] = {
	{ L"IsSupportedOnCurrentMediaState", 0x100, DISPATCH_PROPERTYGET, 7, "B" },
	{ L"InUse", 0x101, DISPATCH_PROPERTYPUT, 8, "b" },
	{ L"InUse", 0x101, DISPATCH_PROPERTYGET, 9, "B" },
	{ L"ImportRecorder", 0x102, DISPATCH_PROPERTYGET, 10, "O" },
	{ L"IsFirstDataSession", 0x200, DISPATCH_PROPERTYGET, 11, "B" },
	{ L"StartAddressOfPreviousSession", 0x201, DISPATCH_PROPERTYGET, 12, "L" },
	{ L"LastWrittenAddressOfPreviousSession", 0x202, DISPATCH_PROPERTYGET, 13, "L" },
	{ L"NextWritableAddress", 0x203, DISPATCH_PROPERTYGET, 14, "L" },
	{ L"FreeSectorsOnMedia", 0x204, DISPATCH_PROPERTYGET, 15, "L" },
	{ L"WriteUnitSize", 0x205, DISPATCH_PROPERTYGET, 16, "L" },
	{ 0 },
};

const struct dispatch_member members_of_IMultisessionRandomWrite[] = {
	{ L"IsSupportedOnCurrentMediaState", 0x100, DISPATCH_PROPERTYGET, 7, "B" },
	{ L"InUse", 0x101, DISPATCH_PROPERTYPUT, 8, "b" },
	{ L"InUse", 0x101, DISPATCH_PROPERTYGET, 9, "B" },
	{ L"ImportRecorder", 0x102, DISPATCH_PROPERTYGET, 10, "O" },
	{ L"WriteUnitSize", 0x205, DISPATCH_PROPERTYGET, 11, "L" },
	{ L"LastWrittenAddress", 0x206, DISPATCH_PROPERTYGET, 12, "L" },
	{ L"TotalSectorsOnMedia", 0x207, DISPATCH_PROPERTYGET, 13, "L" },
	{ 0 },
};
