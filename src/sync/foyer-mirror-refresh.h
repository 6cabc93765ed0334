/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerRefreshPart:
 *
 * What a refresh fetches, in this order.
 */
typedef enum
{
  FOYER_REFRESH_NOTHING,
  FOYER_REFRESH_LEADS,
  FOYER_REFRESH_COMPANIES,
  FOYER_REFRESH_PEOPLE,
  FOYER_REFRESH_NOTES, /* only where the platform lists those of all leads */
  FOYER_N_REFRESH_PARTS,
} FoyerRefreshPart;

#define FOYER_TYPE_REFRESH_PART (foyer_refresh_part_get_type ())
GType foyer_refresh_part_get_type (void) G_GNUC_CONST;

/**
 * FoyerRefreshDepth:
 * @FOYER_REFRESH_CHANGES: only what changed since, where the platform can be asked that and everything was fetched
 * before; else everything
 * @FOYER_REFRESH_EVERYTHING: everything, so that what is gone is found out; one that was interrupted goes on where it
 * was
 */
typedef enum
{
  FOYER_REFRESH_CHANGES,
  FOYER_REFRESH_EVERYTHING,
} FoyerRefreshDepth;

/**
 * FoyerMirrorRefresh:
 *
 * Brings the mirror up to date with the platform, page by page, in the background; the one of a session is
 * foyer_session_get_refresh(). What arrives is in the lists at once. It can be cancelled, and the process killed, at
 * any row: the next goes on.
 *
 * Properties (all notify): is-running, part (FoyerRefreshPart), n-done and n-total (rows of the part; n-total 0: not
 * known), n-bad (rows the platform sent that cannot be read, since the last start), finished (unix seconds of the last
 * that reached its end, 0 for never), error (the last one's, NULL after one that did well).
 */
#define FOYER_TYPE_MIRROR_REFRESH (foyer_mirror_refresh_get_type ())
G_DECLARE_FINAL_TYPE (FoyerMirrorRefresh, foyer_mirror_refresh, FOYER, MIRROR_REFRESH, GObject)

void foyer_mirror_refresh_set_finished (FoyerMirrorRefresh *self, gint64 finished);
gboolean foyer_mirror_refresh_get_is_running (FoyerMirrorRefresh *self);
FoyerRefreshPart foyer_mirror_refresh_get_part (FoyerMirrorRefresh *self);
guint foyer_mirror_refresh_get_n_done (FoyerMirrorRefresh *self);
guint foyer_mirror_refresh_get_n_total (FoyerMirrorRefresh *self);
guint foyer_mirror_refresh_get_n_bad (FoyerMirrorRefresh *self);
gint64 foyer_mirror_refresh_get_finished (FoyerMirrorRefresh *self);
gboolean foyer_mirror_refresh_is_due (FoyerMirrorRefresh *self);
const GError *foyer_mirror_refresh_get_error (FoyerMirrorRefresh *self);

/* While one runs, another call waits for its end. FOYER_ERROR_IN_USE: another process refreshes this mirror. */
void foyer_mirror_refresh_run_async (FoyerMirrorRefresh *self,
                                     FoyerRefreshDepth depth,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean foyer_mirror_refresh_run_finish (FoyerMirrorRefresh *self, GAsyncResult *result, GError **error);

G_END_DECLS
