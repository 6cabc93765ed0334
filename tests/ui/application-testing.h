/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole application in the process of a test, with folders of its own. */
#pragma once

#include "foyer-application.h"
#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct _Shell Shell;
typedef void (*ShellBody) (Shell *shell);

struct _Shell
{
  char *data_dir;
  char *cache_dir;
  ShellBody ask; /* nullable */
  ShellBody body;
  FoyerApplication *application;
  FoyerAccountManager *manager;
  FoyerWindow *window; /* nullable; cleared when it is gone */
};

/* A GTest fixture; the data is the name of its folder. */
void shell_set_up (Shell *shell, gconstpointer name);
void shell_tear_down (Shell *shell, gconstpointer name);

/* Runs the application, the body in it, and closes its window, which ends it. */
void shell_run (Shell *shell, ShellBody body);
/* The same, started by the desktop: there is no window before something asks for it. */
void shell_run_asked (Shell *shell, ShellBody ask, ShellBody body);

gboolean shell_is_idle (gpointer shell);
gboolean shell_has_leads (gpointer shell);
void shell_open_sample (Shell *shell);
FoyerLeadPage *shell_get_lead_page (Shell *shell);
FoyerOutbox *shell_get_outbox (Shell *shell);
/* A lead that the platform takes, held for minutes. (transfer full). */
FoyerOutboxRow *shell_save_lead (Shell *shell, const char *name);
/* One that it does not take, and that was refused. (transfer full). */
FoyerOutboxRow *shell_save_refused_lead (Shell *shell, const char *name);
