/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-note.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FOYER_TYPE_NOTE_ROW (foyer_note_row_get_type ())
G_DECLARE_FINAL_TYPE (FoyerNoteRow, foyer_note_row, FOYER, NOTE_ROW, AdwPreferencesRow)

/* Signals: save (const char *text): what was typed is to be kept as this note; typed: something else is typed now. */
GtkWidget *foyer_note_row_new (FoyerNote *note, const char *author);
void foyer_note_row_set_author (FoyerNoteRow *self, const char *author);
FoyerNote *foyer_note_row_get_note (FoyerNoteRow *self);
char *foyer_note_row_dup_typed (FoyerNoteRow *self);
FoyerNote *foyer_note_row_dup_base (FoyerNoteRow *self);
void foyer_note_row_edit (FoyerNoteRow *self, const char *text);
void foyer_note_row_resume (FoyerNoteRow *self, const char *text, const char *source);
void foyer_note_row_close (FoyerNoteRow *self);
void foyer_note_row_focus (FoyerNoteRow *self);
gboolean foyer_note_row_is_written_in (FoyerNoteRow *self);
gboolean foyer_note_row_save (FoyerNoteRow *self);
void foyer_note_row_set_busy (FoyerNoteRow *self, gboolean busy);
void foyer_note_row_complain (FoyerNoteRow *self, const char *words);

G_END_DECLS
