/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-application.h"
#include "foyer-search-provider.h"

G_BEGIN_DECLS

struct _FoyerApplication
{
  AdwApplication parent_instance;

  /* owned */
  char *data_dir;
  char *cache_dir;
  FoyerAccountManager *manager;         /* nullable before the start */
  GSettings *settings;                  /* nullable before the start */
  FoyerWindow *window;                  /* nullable; cleared when it is gone */
  gboolean waits_to_start;              /* an account, until the one of the window before is closed */
  FoyerSearchProvider *search_provider; /* nullable: without a message bus */

  /* owned: what is to be shown as soon as it can be */
  FoyerLead *wanted_lead; /* nullable: to be begun */
  gint64 wanted_id;       /* to be opened; 0 for none */
  char *wanted_text;      /* nullable: to be searched for */
  char *wanted_row;       /* nullable: of the outbox, to be opened */
  gboolean wants_outbox;
  gboolean wants_sample; /* in the place of the account that is open */

  guint show_idle;
  guint trim_timeout;
};

/* foyer-application-actions.c */
void foyer_application_add_actions (FoyerApplication *self);
void foyer_application_update_actions (FoyerApplication *self);

/* foyer-application-links.c */
void foyer_application_begin_lead (FoyerApplication *self, FoyerLead *lead);
void foyer_application_show_outbox (FoyerApplication *self, const char *row_uuid);
void foyer_application_show_sample (FoyerApplication *self);
void foyer_application_show_wanted (FoyerApplication *self);
void foyer_application_open_links (GApplication *application, GFile **files, int n_files, const char *hint);

/* foyer-application-search.c */
gboolean foyer_application_dbus_register (GApplication *application,
                                          GDBusConnection *connection,
                                          const char *object_path,
                                          GError **error);
void foyer_application_dbus_unregister (GApplication *application,
                                        GDBusConnection *connection,
                                        const char *object_path);

/* foyer-application-accounts.c */
void foyer_application_change_account (FoyerApplication *self,
                                       FoyerAccountChange change,
                                       FoyerAccount *account,
                                       const char *secret);
void foyer_application_start_accounts (FoyerApplication *self);

G_END_DECLS
