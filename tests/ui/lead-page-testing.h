/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the lead page share: the page in a window, with a real session behind it. */
#pragma once

#include "foyer-lead-form.h"
#include "foyer-lead-page.h"
#include "sync-testing.h"

#include <adwaita.h>

typedef struct
{
  Desk desk;
  GtkWidget *window;
  FoyerLeadPage *page;
  FoyerLeadForm *form;
  FoyerLead *lead;
  char *toast;  /* owned */
  char *action; /* owned: of the toast */
  char *parked; /* owned */
  guint n_saved;
} Fixture;

void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);
void set_text (Fixture *fixture, FoyerLeadField field, const char *text);
/* As a person fills it in, row by row. */
void fill (Fixture *fixture, const char *name);
/* Until it is on the disk. */
void save (Fixture *fixture);
FoyerOutboxRow *dup_row (Fixture *fixture);
const char *get_banner (Fixture *fixture);

/* Conditions for shell_wait_until (), of a Fixture. */
gboolean has_arrived (gpointer data);
gboolean is_rejected (gpointer data);
gboolean is_uncertain (gpointer data);
gboolean is_saved (gpointer data);
