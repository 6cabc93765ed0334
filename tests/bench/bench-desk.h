/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the figures of the outbox share: a desk with an account, no screen, and leads to save. */
#pragma once

#include "foyer-accounts.h"
#include "foyer-outbox.h"
#include "foyer-session.h"

/* Nobody listens there. */
#define BENCH_NOWHERE "http://127.0.0.1:9"

typedef struct
{
  GMainLoop *loop;
  FoyerAccounts *accounts;
  FoyerAccount *account;
  FoyerSession *session;
  FoyerOutbox *outbox; /* borrowed from the session */
} BenchDesk;

#define BENCH_ACCOUNT "4b0f1c52-6a52-4a0d-9e58-0f6f3cbb7f11"

/* With the files in DIRECTORY: the same account again when it was opened there before. */
void bench_desk_open (BenchDesk *desk, const char *directory, const char *address);
void bench_desk_close (BenchDesk *desk);
/* One after the other, each held for so long. */
void bench_desk_save (BenchDesk *desk, guint n, guint hold);
FoyerLead *bench_new_lead (void);
