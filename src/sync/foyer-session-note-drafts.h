/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-session.h"

G_BEGIN_DECLS

/* What was typed of a note and not saved: its text, and the source of the note when typing began. */
typedef struct _FoyerNoteDraft FoyerNoteDraft;

void foyer_session_keep_note_draft_async (FoyerSession *self,
                                          const char *lead,
                                          const char *note,
                                          const char *text,
                                          const char *source,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean foyer_session_keep_note_draft_finish (FoyerSession *self, GAsyncResult *result, GError **error);
void foyer_session_note_drafts_arrived (FoyerSession *self, const char *uuid, gint64 platform_id);

/* Valid until the draft is kept anew. */
const FoyerNoteDraft *foyer_session_find_note_draft (FoyerSession *self, const char *lead, const char *note);
GStrv foyer_session_list_note_drafts (FoyerSession *self, const char *lead);
const char *foyer_note_draft_get_text (const FoyerNoteDraft *draft);
const char *foyer_note_draft_get_source (const FoyerNoteDraft *draft);

G_END_DECLS
