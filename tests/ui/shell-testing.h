/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-account-manager.h"

#include <adwaita.h>

typedef gboolean (*ShellCondition) (gpointer data);

/* Fails the test when the condition does not come true in time. */
#define shell_wait_until(condition, data) g_assert_true (shell_wait (condition, data))

gboolean shell_wait (ShellCondition condition, gpointer data);
FoyerAccountManager *shell_manager_new (const char *name);
void shell_change (FoyerAccountManager *manager, FoyerAccountChange change, FoyerAccount *account);
void shell_refresh_picklists (FoyerSession *session);
void shell_refresh_leads (FoyerSession *session);
void shell_keep_draft (FoyerSession *session, FoyerLead *lead, FoyerLead *base);
void shell_save_filters (FoyerSession *session, GVariant *filters);
guint shell_count_leads (FoyerAccountManager *manager);
GtkWidget *shell_find (GtkWidget *root, GType type);
/* The dialog of that type that is seen, in whatever window; NULL when there is none. */
GtkWidget *shell_find_dialog (GType type);
GtkWidget *shell_find_row (GtkWidget *root, const char *title);
/* A key, as gtk_shortcut_trigger_to_string() writes it; returns whether it was taken. */
gboolean shell_press (GtkWidget *widget, const char *trigger);
GtkWidget *shell_find_action (GtkWidget *root, const char *action);
GtkWidget *shell_find_toggle (GtkWidget *root, const char *label);
