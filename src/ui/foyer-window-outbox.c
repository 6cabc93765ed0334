/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the outbox has to say: in a toast while the window is looked at, as a notification of the desktop when not. */

#include "config.h"

#include "foyer-lead-form.h"
#include "foyer-notes-group.h"
#include "foyer-outbox-text.h"
#include "foyer-window-private.h"

#include <glib/gi18n.h>

#define NOTIFICATION_NEEDS_YOU "needs-you"
#define NOTIFICATION_WAITING   "waiting"

/* @action: (nullable): where it leads; else only to the window. @target: (nullable): its parameter. */
static void
notify (FoyerWindow *self, const char *id, const char *title, const char *body, const char *action, const char *target)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  g_autoptr (GNotification) notification = NULL;

  if (application == NULL)
    return;
  notification = g_notification_new (title);
  if (body != NULL)
    g_notification_set_body (notification, body);
  if (target != NULL)
    g_notification_set_default_action_and_target (notification, action, "s", target);
  else if (action != NULL)
    g_notification_set_default_action (notification, action);
  g_application_send_notification (application, id, notification);
}

static gboolean
is_open (FoyerWindow *self, FoyerOutbox *outbox)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  return session != NULL && foyer_session_get_outbox (session) == outbox;
}

static void
notify_told (FoyerWindow *self, FoyerOutbox *outbox, FoyerOutboxRow *row, const char *text)
{
  guint n = foyer_outbox_get_n_needing_person (outbox);
  g_autofree char *title = NULL;

  if (!is_open (self, outbox))
    notify (self, NOTIFICATION_NEEDS_YOU, text, NULL, NULL, NULL);
  else if (n > 1)
    {
      title = g_strdup_printf (ngettext ("%'u change needs you", "%'u changes need you", n), n);
      notify (self, NOTIFICATION_NEEDS_YOU, title, text, "app.outbox", NULL);
    }
  else
    notify (self, NOTIFICATION_NEEDS_YOU, text, NULL, "app.show-row", foyer_outbox_row_get_uuid (row));
}

static char *
told_text (FoyerOutboxRow *row)
{
  g_autofree char *title = foyer_outbox_text_title (row);

  switch (foyer_outbox_row_get_state (row))
    {
    case FOYER_OUTBOX_REJECTED:
      /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
      return g_strdup_printf (_ ("“%s” was refused"), title);
    case FOYER_OUTBOX_DELIVERED:
      /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
      return g_strdup_printf (_ ("“%s” is on the platform more than once"), title);
    default:
      /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
      return g_strdup_printf (_ ("“%s” needs you"), title);
    }
}

/* An account that was left goes on sending for a while, and what it tells is told; but only what is open can be shown.
 */
static void
told_cb (FoyerWindow *self, FoyerOutboxRow *row, FoyerOutbox *outbox)
{
  g_autofree char *text = told_text (row);
  g_autofree char *action = g_strdup_printf ("win.show-row::%s", foyer_outbox_row_get_uuid (row));

  if (!gtk_window_is_active (GTK_WINDOW (self)))
    notify_told (self, outbox, row, text);
  if (foyer_outbox_state_needs_person (foyer_outbox_row_get_state (row)) && is_open (self, outbox))
    /* Translators: a button: opens the lead, company, person or note that is spoken of */
    foyer_window_show_toast (self, text, _ ("_Show"), action);
  else
    foyer_window_show_toast (self, text, NULL, NULL);
}

static void
lost_race_cb (FoyerWindow *self, FoyerOutboxRow *row)
{
  g_autofree char *title = foyer_outbox_text_title (row);
  /* Translators: %s is the name of a lead, a company or a person, or the first line of a note */
  g_autofree char *text = g_strdup_printf (_ ("Somebody else changed “%s” at the same moment: look at it"), title);

  foyer_window_show_toast (self, text, NULL, NULL);
}

/* Whoever looks at the window has seen what it says. They may come back after a night, or the computer may have slept.
 */
static void
active_cb (FoyerWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  FoyerLeadsView *view = foyer_window_get_leads_view (self);

  if (gtk_window_is_active (GTK_WINDOW (self)) && view != NULL)
    foyer_leads_view_follow_time (view);

  if (!gtk_window_is_active (GTK_WINDOW (self)) || application == NULL)
    return;
  g_application_withdraw_notification (G_APPLICATION (application), NOTIFICATION_NEEDS_YOU);
  g_application_withdraw_notification (G_APPLICATION (application), NOTIFICATION_WAITING);
}

/**
 * foyer_window_watch_outbox:
 * @self: the window
 *
 * From here on the outbox of the account that is open now is listened to.
 */
void
foyer_window_watch_outbox (FoyerWindow *self)
{
  FoyerSession *session = foyer_account_manager_get_session (self->manager);

  if (session == NULL)
    return;
  g_signal_connect_object (foyer_session_get_outbox (session), "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_session_get_outbox (session), "lost-race", G_CALLBACK (lost_race_cb), self,
                           G_CONNECT_SWAPPED);
}

static FoyerOutboxRow *
find_needing_person (FoyerOutbox *outbox)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (outbox)); i > 0; i--)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (outbox), i - 1);

      if (foyer_outbox_state_needs_person (foyer_outbox_row_get_state (row)))
        return g_steal_pointer (&row);
    }
  return NULL;
}

/**
 * foyer_window_notify_left:
 * @self: the window, which closes, or whose account was left for another
 * @outbox: of the account
 * @n_waiting: how many changes could not be sent before
 *
 * What waits is sent the next time; what needs a person is not, and is told by itself.
 */
void
foyer_window_notify_left (FoyerWindow *self, FoyerOutbox *outbox, guint n_waiting)
{
  g_autoptr (FoyerOutboxRow) row = find_needing_person (outbox);
  g_autofree char *title = NULL;

  if (row != NULL)
    {
      g_autofree char *text = told_text (row);

      notify_told (self, outbox, row, text);
    }
  if (n_waiting == 0)
    return;
  title = g_strdup_printf (ngettext ("%'u change waits", "%'u changes wait", n_waiting), n_waiting);
  notify (self, NOTIFICATION_WAITING, title, _ ("What was saved is sent the next time Foyer is open."),
          is_open (self, outbox) ? "app.outbox" : NULL, NULL);
}

static char *
dup_text (GtkWidget *text)
{
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (text))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (text)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), &start, &end, TRUE);
}

/* A text does not say whether it has something to undo: it is tried. */
static gboolean
undo_in_text (GtkWidget *text)
{
  g_autofree char *before = dup_text (text);
  g_autofree char *after = NULL;

  gtk_widget_activate_action (text, "text.undo", NULL);
  after = dup_text (text);
  return !g_str_equal (before, after);
}

/* The form is asked as a whole: what its texts remember from before the save is not what was typed last. */
static gboolean
is_text_outside_form (GtkWidget *focus)
{
  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
         && (gtk_widget_get_ancestor (focus, FOYER_TYPE_LEAD_FORM) == NULL
             || gtk_widget_get_ancestor (focus, FOYER_TYPE_NOTES_GROUP) != NULL);
}

/* Before the focused widget: undo is the text's as soon as something was typed after the save, and the save's before.
 */
static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  FoyerWindow *self = FOYER_WINDOW (widget);
  FoyerLeadsView *view = foyer_window_get_leads_view (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (view == NULL || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL
      || !foyer_leads_view_can_undo (view))
    return GDK_EVENT_PROPAGATE;
  if (!is_text_outside_form (focus) || !undo_in_text (focus))
    foyer_leads_view_undo (view);
  return GDK_EVENT_STOP;
}

void
foyer_window_add_undo_key (FoyerWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (undo_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
}
