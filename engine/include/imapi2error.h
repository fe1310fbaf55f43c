/* SPDX-License-Identifier: MIT */
/* imapi2error.h: for programs that include it by this name; the numbers are in hresult.h. */
#ifndef IMAPI2ERROR_H
#define IMAPI2ERROR_H

#include "burnengine/hresult.h"

#endif
