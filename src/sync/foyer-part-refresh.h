/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-progress.h"
#include "foyer-session.h"

G_BEGIN_DECLS

/**
 * FoyerPartReport:
 * @n_done: rows of the platform that are in the mirror now
 * @n_total: how many there are, as far as the platform says; 0 for unknown
 * @n_bad: rows that cannot be read
 * @is_deaf: whether the platform could not be asked for what changed only
 * @n_forgotten: people who are nobody any more, and of whom something was here
 */
typedef struct
{
  guint n_done;
  guint n_total;
  guint n_bad;
  guint n_forgotten;
  gboolean is_deaf;
} FoyerPartReport;

typedef void (*FoyerPartReportFunc) (const FoyerPartReport *report, gpointer user_data);

/* Brings one part of the mirror up to date, with everything where what changed since will not do: at first, to go on
 * with one that was stopped, and once a week. The session's client and services are there; the caller holds the refresh
 * lock. */
void foyer_part_refresh_run_async (FoyerSession *session,
                                   FoyerMirrorPart part,
                                   gboolean everything,
                                   FoyerPartReportFunc report,
                                   gpointer report_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean foyer_part_refresh_run_finish (
    FoyerSession *session, GAsyncResult *result, gboolean *was_everything, FoyerPartReport *report, GError **error);

/* Looks up by their ids what two refreshes of everything did not show, and forgets what is gone. */
void foyer_part_refresh_clear_async (FoyerSession *session,
                                     FoyerMirrorPart part,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_part_refresh_clear_finish (FoyerSession *session, GAsyncResult *result, guint *n_gone, GError **error);

G_END_DECLS
