/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FOYER_TYPE_NOTE (foyer_note_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNote, foyer_note, FOYER, NOTE, GObject)

/* A note of a lead. Properties: id, lead-id, text (plain, whatever the platform holds), has-markup, author-id, created,
 * modified (unix seconds, 0 for unknown). Immutable.
 * One that is not on the platform yet has the id 0, and the lead's id 0 when its lead is not there either. */
FoyerNote *foyer_note_new (
    gint64 id, gint64 lead_id, const char *source, gint64 author_id, gint64 created, gint64 modified);
FoyerNote *foyer_note_new_from_variant (gint64 lead_id, GVariant *variant);
GVariant *foyer_note_to_variant (FoyerNote *self);
gint64 foyer_note_get_id (FoyerNote *self);
gint64 foyer_note_get_lead_id (FoyerNote *self);
const char *foyer_note_get_source (FoyerNote *self);
const char *foyer_note_get_text (FoyerNote *self);
gboolean foyer_note_get_has_markup (FoyerNote *self);
gint64 foyer_note_get_author_id (FoyerNote *self);
gint64 foyer_note_get_created (FoyerNote *self);
gint64 foyer_note_get_modified (FoyerNote *self);

G_END_DECLS
