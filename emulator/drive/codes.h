/* SPDX-License-Identifier: MIT */
/* codes.h: the numbers of fixtures/codes as the drive names them. */
#ifndef DRIVE_CODES_H
#define DRIVE_CODES_H

/* OP_X is the operation code, CDB_X how long its CDB is. */
enum operation_code {
#define OPERATION(name, code, cdb_length, text, clause) OP_##name = (code),
#include "fixtures/codes/operations.def"
#undef OPERATION
};

enum operation_cdb_length {
#define OPERATION(name, code, cdb_length, text, clause) CDB_##name = (cdb_length),
#include "fixtures/codes/operations.def"
#undef OPERATION
};

/* SERVICE_X is the service action, SERVICE_CDB_X how long the CDB is, SERVICE_OP_X the operation code. */
enum service_action {
#define SERVICE_ACTION(name, code, action, cdb_length, text, clause) SERVICE_##name = (action),
#include "fixtures/codes/service_actions.def"
#undef SERVICE_ACTION
};

enum service_cdb_length {
#define SERVICE_ACTION(name, code, action, cdb_length, text, clause) \
	SERVICE_CDB_##name = (cdb_length),
#include "fixtures/codes/service_actions.def"
#undef SERVICE_ACTION
};

enum service_operation_code {
#define SERVICE_ACTION(name, code, action, cdb_length, text, clause) SERVICE_OP_##name = (code),
#include "fixtures/codes/service_actions.def"
#undef SERVICE_ACTION
};

enum feature_code {
#define FEATURE(name, code, text, clause) FEATURE_##name = (code),
#include "fixtures/codes/features.def"
#undef FEATURE
};

enum profile_code {
#define PROFILE(name, code, text) PROFILE_##name = (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

enum mode_page_code {
#define MODE_PAGE(name, code, text, clause) MODE_PAGE_##name = (code),
#include "fixtures/codes/mode_pages.def"
#undef MODE_PAGE
};

#endif
