/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-mirror-file.h"

G_BEGIN_DECLS

/* The numbers are in the file. */
typedef enum
{
  FOYER_PART_LEADS = 1,
  FOYER_PART_COMPANIES = 2,
  FOYER_PART_PEOPLE = 3,
  FOYER_PART_NOTES = 4,
} FoyerMirrorPart;

/**
 * FoyerProgress:
 * @generation: of the refresh of everything that runs or ran last; 0 for none yet
 * @is_running: whether it has not come to its end
 * @base_id: only what has a higher id is still to come, as far as it comes in that order
 * @start: and of that, what comes after so many rows
 * @began: when it began, by the platform's clock, unix seconds
 * @changed_until: what changed before that is here; 0 for nothing
 * @finished: when the last one came to its end, by this computer's clock, unix seconds
 *
 * How far the refresh of a part of the mirror has come, for the next to go on.
 */
typedef struct
{
  gint64 generation;
  gboolean is_running;
  gint64 base_id;
  gint64 start;
  gint64 began;
  gint64 changed_until;
  gint64 finished;
} FoyerProgress;

void foyer_progress_load_async (FoyerMirrorFile *mirror,
                                FoyerMirrorPart part,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
FoyerProgress *foyer_progress_load_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);
void foyer_progress_save_async (FoyerMirrorFile *mirror,
                                FoyerMirrorPart part,
                                const FoyerProgress *progress,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean foyer_progress_save_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* What was in neither of the last two refreshes of everything: an array of gint64 ids; of notes, those of their leads.
 */
void foyer_progress_list_missing_async (FoyerMirrorFile *mirror,
                                        FoyerMirrorPart part,
                                        gint64 generation,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GArray *foyer_progress_list_missing_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

/* Joins what many small writes left behind in the indexes, so that they are fast and hold nothing of what was removed.
 */
void foyer_mirror_tidy_async (FoyerMirrorFile *mirror,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean foyer_mirror_tidy_finish (FoyerMirrorFile *mirror, GAsyncResult *result, GError **error);

G_END_DECLS
