/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done in the window. Keys are in foyer-shortcuts.c. */

#include "config.h"

#include "foyer-window-private.h"

/* The view, when it is what a person sees and no dialog is in front of it. */
static FoyerLeadsView *
get_active_view (FoyerWindow *self)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return NULL;
  return foyer_window_get_leads_view (self);
}

static void
save (FoyerLeadsView *view)
{
  foyer_leads_view_save (view, FALSE);
}

static void
save_and_new (FoyerLeadsView *view)
{
  foyer_leads_view_save (view, TRUE);
}

static void
show_pipeline (FoyerLeadsView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "leads.pipeline", NULL);
}

static void
step_back (FoyerLeadsView *view)
{
  foyer_leads_view_step (view, -1);
}

static void
step_on (FoyerLeadsView *view)
{
  foyer_leads_view_step (view, 1);
}

/* What is done to the view, and nothing else. */
static const struct
{
  const char *name;
  void (*run) (FoyerLeadsView *view);
} view_actions[] = {
  { "new-lead", foyer_leads_view_start_new },
  { "save", save },
  { "save-and-new", save_and_new },
  { "save-and-next", foyer_leads_view_save_and_next },
  { "filter", foyer_leads_view_filter },
  { "pipeline", show_pipeline },
  { "search", foyer_leads_view_search },
  { "previous-lead", step_back },
  { "next-lead", step_on },
  { "refresh", foyer_leads_view_refresh },
  { "leave", foyer_leads_view_leave },
  { "undo", foyer_leads_view_undo },
  { "outbox", foyer_leads_view_show_outbox },
};

static void
view_action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; view != NULL && i < G_N_ELEMENTS (view_actions); i++)
    if (g_str_equal (view_actions[i].name, name))
      view_actions[i].run (view);
}

static void
show_row_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_show_row (view, g_variant_get_string (parameter, NULL));
}

static void
unlock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foyer_window_ask_secret (user_data);
}

/* A secret that was typed can be mistyped: then that is asked again first. */
static void
change_key_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerWindow *self = user_data;
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  if (session == NULL)
    return;
  if (self->secret_asked)
    foyer_window_ask_secret (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "app.change-key", NULL);
}

static void
try_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  foyer_window_emit_try_again (user_data);
}

static const GActionEntry entries[] = {
  { "show-row", show_row_cb, "s" },
  { "unlock", unlock_cb },
  { "change-key", change_key_cb },
  { "try-again", try_again_cb },
};

void
foyer_window_add_actions (FoyerWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (view_actions); i++)
    {
      const GActionEntry entry = { view_actions[i].name, view_action_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
}

static void
set_enabled (FoyerWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

/* Without an account there is nothing to do but to get one. */
void
foyer_window_update_actions (FoyerWindow *self)
{
  gboolean enabled = g_strcmp0 (foyer_window_get_page (self), FOYER_WINDOW_LEADS) == 0
                     && foyer_account_manager_get_session (self->manager) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (view_actions); i++)
    set_enabled (self, view_actions[i].name, enabled);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (!g_str_equal (entries[i].name, "try-again"))
      set_enabled (self, entries[i].name, enabled);
}
