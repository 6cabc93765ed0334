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
new_lead_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_start_new (view);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_save (view, FALSE);
}

static void
save_and_new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_save (view, TRUE);
}

static void
save_and_next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_save_and_next (view);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_filter (view);
}

static void
pipeline_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (view), "leads.pipeline", NULL);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_search (view);
}

static void
previous_lead_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_step (view, -1);
}

static void
next_lead_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_step (view, 1);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_refresh (view);
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_leave (view);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_undo (view);
}

static void
outbox_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FoyerLeadsView *view = get_active_view (user_data);

  if (view != NULL)
    foyer_leads_view_show_outbox (view);
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
  { "new-lead", new_lead_cb },
  { "save", save_cb },
  { "save-and-new", save_and_new_cb },
  { "save-and-next", save_and_next_cb },
  { "filter", filter_cb },
  { "pipeline", pipeline_cb },
  { "search", search_cb },
  { "previous-lead", previous_lead_cb },
  { "next-lead", next_lead_cb },
  { "refresh", refresh_cb },
  { "leave", leave_cb },
  { "undo", undo_cb },
  { "outbox", outbox_cb },
  { "show-row", show_row_cb, "s" },
  { "unlock", unlock_cb },
  { "change-key", change_key_cb },
  { "try-again", try_again_cb },
};

void
foyer_window_add_actions (FoyerWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Without an account there is nothing to do but to get one. */
void
foyer_window_update_actions (FoyerWindow *self)
{
  gboolean enabled = g_strcmp0 (foyer_window_get_page (self), FOYER_WINDOW_LEADS) == 0
                     && foyer_account_manager_get_session (self->manager) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (!g_str_equal (entries[i].name, "try-again"))
      g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name)),
                                   enabled);
}
