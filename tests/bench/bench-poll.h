/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main context is kept from what comes next: from the moment a poll is over to the next poll, which holds
 * at least one dispatch, and whatever else was ready. */
#pragma once

#include <glib.h>

typedef struct
{
  gint64 wall;      /* microseconds */
  gint64 processor; /* of those, how many this thread was on a processor */
} BenchMoment;

/* Before anything polls. */
void bench_poll_install (void);
void bench_poll_begin (void);
/* Returns (transfer full): an array of BenchMoment, since bench_poll_begin (). */
GArray *bench_poll_end (void);
