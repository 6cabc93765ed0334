/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of a lead's notes share. */
#pragma once

#include "foyer-note-row.h"
#include "foyer-notes-group.h"
#include "sync-testing.h"

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerNotesGroup *group;
  FoyerLead *lead;
} NotesFixture;

typedef struct
{
  NotesFixture *fixture;
  gsize n_commits;
} NotesSent;

/* 0: a lead that nobody has saved */
void notes_open_lead (NotesFixture *fixture, gint64 platform_id);
void notes_set_up (NotesFixture *fixture, gconstpointer data);
void notes_tear_down (NotesFixture *fixture, gconstpointer data);
/* Of the notes there are, and last the one that can be written. */
void notes_collect (GtkWidget *root, GPtrArray *rows);
FoyerNoteRow *notes_new_row (NotesFixture *fixture);
FoyerNoteRow *notes_find_row (NotesFixture *fixture, const char *text);
gboolean notes_has_text (GtkWidget *root, const char *text);
gboolean notes_are_sent (gpointer data);
void notes_reopen (NotesFixture *fixture);
gboolean notes_have_come_back (gpointer data);
/* A note of lead 3 that is on the platform, and in the list as it is there. */
FoyerNoteRow *notes_write_first (NotesFixture *fixture);
/* Whether so many notes were committed, and none waits. */
gboolean notes_is_sent (gpointer data);
