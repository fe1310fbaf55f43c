/* SPDX-License-Identifier: MIT */
/*
 * cdrom_toc.h: the cdrom driver's questions about what is recorded, answered from READ TOC, READ DISC
 * INFORMATION and READ TRACK INFORMATION. Rows of cdrom_ioctls.
 */
#ifndef WAYS_IN_UMOCKDEV_CDROM_TOC_H
#define WAYS_IN_UMOCKDEV_CDROM_TOC_H

#include "emulator/ways-in/umockdev/ioctls.h"

long cdrom_read_toc_header(struct ioctl_call *call); /* struct cdrom_tochdr        */
long cdrom_read_toc_entry(struct ioctl_call *call);  /* struct cdrom_tocentry      */
long cdrom_multi_session(struct ioctl_call *call);   /* struct cdrom_multisession  */
long cdrom_disc_status(struct ioctl_call *call);     /* CDS_AUDIO, CDS_DATA_1, ... */
long cdrom_last_written(struct ioctl_call *call);    /* long                       */
long cdrom_next_writable(struct ioctl_call *call);   /* long                       */

#endif
