/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-application.h"

G_BEGIN_DECLS

struct _FoyerApplication
{
  AdwApplication parent_instance;

  /* owned */
  char *data_dir;
  char *cache_dir;
  FoyerAccountManager *manager; /* nullable before the start */
  GSettings *settings;          /* nullable before the start */
  FoyerWindow *window;          /* nullable; cleared when it is gone */
  gboolean wants_sample;        /* asked for before there is a window */
  FoyerLead *wanted_lead;       /* nullable: to be begun as soon as an account is open */
  guint begin_idle;
  guint trim_timeout;
};

/* foyer-application-actions.c */
void foyer_application_add_actions (FoyerApplication *self);
void foyer_application_update_actions (FoyerApplication *self);

/* foyer-application-links.c */
void foyer_application_begin_lead (FoyerApplication *self, FoyerLead *lead);
void foyer_application_begin_wanted_lead (FoyerApplication *self);
void foyer_application_open_links (GApplication *application, GFile **files, int n_files, const char *hint);

/* foyer-application-accounts.c */
void foyer_application_change_account (FoyerApplication *self,
                                       FoyerAccountChange change,
                                       FoyerAccount *account,
                                       const char *secret);
void foyer_application_start_accounts (FoyerApplication *self);

G_END_DECLS
