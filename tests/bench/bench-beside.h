/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What SQLite alone takes, asked on a thread of its own at the same time: the same load, the same disk. */
#pragma once

#include "foyer-lead-query.h"

typedef struct _BenchBeside BenchBeside;

/* Of the desk in DIRECTORY, which is open. */
BenchBeside *bench_beside_new (const char *directory);
/* Waits for what is asked, and prints "bare-KIND MICROSECONDS" and "plain MICROSECONDS" a line. */
void bench_beside_free (BenchBeside *self);
void bench_beside_ask (BenchBeside *self, const char *kind, const FoyerLeadQuery *query);
/* One insert, durable. */
void bench_beside_save (BenchBeside *self);
