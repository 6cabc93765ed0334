/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaving: what was typed is kept, then what was saved is sent, for a while. The window is gone at once and closes in
 * truth when that is done; only when something could not be kept does it come back and say so. */

#include "config.h"

#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-outbox.h"
#include "foyer-window-private.h"

#include <glib/gi18n.h>

#define PATIENCE       5  /* seconds for the disk */
#define DRAIN_PATIENCE 20 /* seconds for the network */

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static GSource *
cancel_later (GCancellable *cancellable)
{
  GSource *source = g_timeout_source_new_seconds (PATIENCE);

  g_source_set_callback (source, cancel_cb, g_object_ref (cancellable), g_object_unref);
  g_source_attach (source, NULL);
  return source;
}

/* The task was not answered before. */
static gboolean
patience_over_cb (gpointer user_data)
{
  g_task_return_new_error_literal (user_data, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The disk does not answer");
  return G_SOURCE_REMOVE;
}

/* A late answer is told by the page itself. */
static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GSource *patience = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean is_parked = foyer_leads_view_park_finish (FOYER_LEADS_VIEW (source), result, &error);

  if (g_source_is_destroyed (patience))
    return;
  g_source_destroy (patience);
  if (is_parked)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Also over when it is cancelled. */
static GSource *
start_patience (GTask *task)
{
  GSource *source = g_timeout_source_new_seconds (PATIENCE);

  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  g_source_set_callback (source, patience_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
  return source;
}

/**
 * foyer_window_park_async:
 * @self: the window
 * @cancellable: (nullable): ends the waiting
 * @callback: called when what was typed is on the disk, after a few seconds at most
 * @user_data: for @callback
 */
void
foyer_window_park_async (FoyerWindow *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  FoyerLeadsView *view;
  GTask *task;

  g_return_if_fail (FOYER_IS_WINDOW (self));

  view = foyer_window_get_leads_view (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_window_park_async);
  g_task_set_check_cancellable (task, FALSE);
  if (view == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, start_patience (task), (GDestroyNotify) g_source_unref);
  foyer_leads_view_park_async (view, NULL, parked_cb, task);
}

/**
 * foyer_window_park_finish:
 * @self: the window
 * @result: what the callback was given
 * @error: a FOYER_ERROR of the store, or cancelled when the disk took too long
 *
 * Returns: whether everything typed is safe
 */
gboolean
foyer_window_park_finish (FoyerWindow *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
account_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_account_manager_change_finish (FOYER_ACCOUNT_MANAGER (source), result, NULL, &error))
    g_message ("The account was not closed: %s", error->message);
  g_cancellable_cancel (self->closing);
}

/* The account is closed, or took too long; nothing can be lost any more. */
static gboolean
close_for_good_cb (GCancellable *closing, gpointer user_data)
{
  gtk_window_destroy (user_data);
  return G_SOURCE_REMOVE;
}

static void
close_account (FoyerWindow *self)
{
  g_autoptr (GCancellable) closing = g_cancellable_new ();
  g_autoptr (GSource) closed = g_cancellable_source_new (closing);
  g_autoptr (GSource) patience = cancel_later (closing);

  self->is_leaving = TRUE;
  g_set_object (&self->closing, closing);
  g_source_set_callback (closed, G_SOURCE_FUNC (close_for_good_cb), g_object_ref (self), g_object_unref);
  g_source_attach (closed, NULL);
  foyer_account_manager_change_async (self->manager, FOYER_ACCOUNT_CLOSE, NULL, NULL, NULL, account_closed_cb,
                                      g_object_ref (self));
}

static void
tell_not_kept (FoyerWindow *self, const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("What You Typed Could Not Be Kept"), NULL);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                                            ? _ ("The disk is not answering.")
                                                            : foyer_error_text (error));
  /* Translators: a button: does not close the window, where something could not be kept on this computer */
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _ ("_Keep Open"), "close",
                                  _ ("_Close and Lose It"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response::close", G_CALLBACK (close_account), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

typedef struct
{
  FoyerWindow *window;   /* owned */
  GCancellable *closing; /* owned: of the closing it is part of */
} Drain;

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Drain *drain = user_data;
  g_autoptr (FoyerWindow) self = drain->window;
  g_autoptr (GCancellable) closing = drain->closing;
  FoyerOutbox *outbox = FOYER_OUTBOX (source);
  guint n_waiting = foyer_outbox_drain_finish (outbox, result, NULL);

  if (self->closing != closing)
    return; /* it was called back */
  foyer_window_notify_left (self, outbox, n_waiting);
  close_account (self);
}

static void
send_rest (FoyerWindow *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);
  Drain *drain;

  if (session == NULL || foyer_outbox_get_n_waiting (foyer_session_get_outbox (session)) == 0)
    {
      close_account (self);
      return;
    }
  drain = g_new0 (Drain, 1);
  drain->window = g_object_ref (self);
  drain->closing = g_object_ref (self->closing);
  foyer_outbox_drain_async (foyer_session_get_outbox (session), DRAIN_PATIENCE, self->closing, drained_cb, drain);
}

/**
 * foyer_window_stay:
 * @self: the window
 *
 * It was asked for again while it was closing: if it still can, it stays.
 */
void
foyer_window_stay (FoyerWindow *self)
{
  g_return_if_fail (FOYER_IS_WINDOW (self));

  if (!self->is_leaving)
    g_clear_object (&self->closing);
}

/**
 * foyer_window_is_leaving:
 * @self: the window
 *
 * Returns: whether it is too late for foyer_window_stay(): who asks for a window needs another one
 */
gboolean
foyer_window_is_leaving (FoyerWindow *self)
{
  g_return_val_if_fail (FOYER_IS_WINDOW (self), FALSE);

  return self->is_leaving;
}

static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerWindow *self = FOYER_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (self->closing == NULL)
    return; /* it was called back */
  if (foyer_window_park_finish (self, result, &error))
    {
      send_rest (self);
      return;
    }
  g_clear_object (&self->closing);
  gtk_window_present (GTK_WINDOW (self));
  tell_not_kept (self, error);
}

static void
remember_size (FoyerWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

/**
 * foyer_window_close_request:
 * @window: the window
 *
 * Returns: %GDK_EVENT_STOP: it destroys itself when it may
 */
gboolean
foyer_window_close_request (GtkWindow *window)
{
  FoyerWindow *self = FOYER_WINDOW (window);

  if (self->closing == NULL)
    {
      remember_size (self);
      self->closing = g_cancellable_new ();
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      foyer_window_park_async (self, self->closing, draft_kept_cb, NULL);
    }
  return GDK_EVENT_STOP;
}
