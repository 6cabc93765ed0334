/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the view brings the mirror up to date: on opening, every few minutes, when the network comes back and on demand.
 * And what it says of time: a list that was open over night begins with today's leads. */

#include "config.h"

#include "foyer-leads-view-private.h"

#include "foyer-error-text.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

#define REFRESH_INTERVAL  300   /* seconds between two refreshes behind a person's back */
#define PICKLISTS_MAX_AGE 86400 /* seconds: they change a few times a year */

static void
tell_refresh_error (FoyerLeadsView *self, const GError *error)
{
  /* What is wrong with the account as a whole stands in the banner already. */
  if (foyer_session_get_trouble (self->session) == FOYER_TROUBLE_NONE)
    foyer_leads_view_emit_toast (self, foyer_error_text (error), NULL, NULL);
}

static void
refreshed_picklists_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_refresh_picklists_finish (FOYER_SESSION (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("Picklists were not refreshed: %s", error->message);
}

typedef struct
{
  FoyerLeadsView *view; /* owned */
  gboolean asked_for;
} Refresh;

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Refresh *refresh = user_data;
  g_autoptr (FoyerLeadsView) self = refresh->view;
  g_autoptr (GError) error = NULL;
  gboolean done = foyer_mirror_refresh_run_finish (FOYER_MIRROR_REFRESH (source), result, &error);

  if (self->session == NULL || foyer_session_get_refresh (self->session) != FOYER_MIRROR_REFRESH (source))
    return;
  g_clear_object (&self->refreshing);
  foyer_lead_sidebar_set_loading (self->sidebar, FALSE);
  if (done || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (refresh->asked_for)
    tell_refresh_error (self, error);
  else
    g_debug ("The mirror was not refreshed: %s", error->message);
}

/* asked_for: by a person, who is told how it went; else behind their back. */
void
foyer_leads_view_refresh_now (FoyerLeadsView *self, gboolean asked_for)
{
  Refresh *data;

  /* A refresh that is under way does not bring them. */
  if (asked_for && self->lead_page != NULL)
    foyer_lead_page_refresh_notes (self->lead_page);
  if (self->session == NULL || foyer_session_get_trouble (self->session) == FOYER_TROUBLE_NO_SECRET
      || self->refreshing != NULL)
    return;
  if (!asked_for && !foyer_mirror_refresh_is_due (foyer_session_get_refresh (self->session)))
    return;
  data = g_new0 (Refresh, 1);
  data->view = g_object_ref (self);
  data->asked_for = asked_for;
  self->refreshing = g_cancellable_new ();
  foyer_lead_sidebar_set_loading (self->sidebar, TRUE);
  foyer_mirror_refresh_run_async (foyer_session_get_refresh (self->session), FOYER_REFRESH_CHANGES, self->refreshing,
                                  refreshed_cb, data);
  foyer_session_refresh_picklists_async (self->session, FOYER_PICKLIST_NONE, asked_for ? 0 : PICKLISTS_MAX_AGE,
                                         self->cancellable, refreshed_picklists_cb, NULL);
}

void
foyer_leads_view_cancel_refresh (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (FOYER_LEADS_VIEW (widget)->refreshing);
}

/**
 * foyer_leads_view_follow_time:
 *
 * Makes ages and days those of now.
 */
void
foyer_leads_view_follow_time (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session != NULL)
    foyer_session_time_passed (self->session);
}

static gboolean
refresh_timeout_cb (gpointer user_data)
{
  foyer_leads_view_follow_time (user_data);
  foyer_leads_view_refresh_now (user_data, FALSE);
  return G_SOURCE_CONTINUE;
}

/* The secret or the network came back: what could not be fetched is fetched now. */
static void
trouble_cb (FoyerLeadsView *self, GParamSpec *pspec, FoyerSession *session)
{
  if (foyer_session_get_trouble (session) == FOYER_TROUBLE_NONE)
    foyer_leads_view_refresh_now (self, FALSE);
}

static void
mirror_rebuilt_cb (FoyerLeadsView *self)
{
  foyer_leads_view_emit_toast (self, _ ("The leads kept on this computer were damaged and are fetched again"), NULL,
                               NULL);
}

/* For the session that is there now. */
void
foyer_leads_view_start_refreshing (FoyerLeadsView *self)
{
  g_signal_connect_object (self->session, "notify::trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "mirror-rebuilt", G_CALLBACK (mirror_rebuilt_cb), self, G_CONNECT_SWAPPED);
  self->refresh_timeout = g_timeout_add_seconds (REFRESH_INTERVAL, refresh_timeout_cb, self);
  foyer_leads_view_refresh_now (self, FALSE);
}

void
foyer_leads_view_stop_refreshing (FoyerLeadsView *self)
{
  g_clear_handle_id (&self->refresh_timeout, g_source_remove);
  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
}
