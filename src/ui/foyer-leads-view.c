/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list and the form beside each other, or one after the other in a narrow window. What is opened where, and what is
 * fetched when. */

#include "config.h"

#include "foyer-leads-view-private.h"

#include "foyer-error-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

enum
{
  PROP_SESSION = 1,
  PROP_UNDO_SECONDS,
  N_PROPS,
};

enum
{
  TOAST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLeadsView, foyer_leads_view, ADW_TYPE_BREAKPOINT_BIN)

static void
show_empty_page (FoyerLeadsView *self)
{
  if (adw_navigation_split_view_get_content (self->split_view) != self->empty_page)
    adw_navigation_split_view_set_content (self->split_view, self->empty_page);
  foyer_lead_list_select (foyer_lead_sidebar_get_list (self->sidebar), NULL, 0);
}

void
foyer_leads_view_emit_toast (FoyerLeadsView *self, const char *text, const char *button, const char *action)
{
  g_signal_emit (self, signals[TOAST], 0, text, button, action);
}

static void
open_cb (FoyerLeadsView *self, GObject *item, gboolean take_focus)
{
  foyer_leads_view_open_item (self, item, take_focus);
}

/* Whoever types here means to see the form, also when the window becomes narrow. */
static void
lead_changed_cb (FoyerLeadsView *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->split_view)
      && adw_navigation_split_view_get_content (self->split_view) == ADW_NAVIGATION_PAGE (self->lead_page))
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
saved_cb (FoyerLeadsView *self)
{
  foyer_leads_view_mark_open_lead (self);
}

static void
toast_cb (FoyerLeadsView *self, const char *text, const char *button, const char *action)
{
  foyer_leads_view_emit_toast (self, text, button, action);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadsView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_lead_page_park_finish (FOYER_LEAD_PAGE (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        foyer_error_text_present (GTK_WIDGET (self), _ ("What You Typed Could Not Be Kept"), error);
      return;
    }
  if (self->leaving && !adw_navigation_split_view_get_collapsed (self->split_view))
    show_empty_page (self);
}

/* What was typed is on the disk a moment later. Whoever opens something meanwhile sees that. */
static void
leave_lead_page (FoyerLeadsView *self)
{
  self->leaving = TRUE;
  foyer_lead_page_park_async (self->lead_page, NULL, left_cb, g_object_ref (self));
}

/* Back to the list, by whichever of the many ways. */
static void
show_content_cb (FoyerLeadsView *self)
{
  if (self->session != NULL && adw_navigation_split_view_get_collapsed (self->split_view)
      && !adw_navigation_split_view_get_show_content (self->split_view))
    leave_lead_page (self);
}

static void
foyer_leads_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_UNDO_SECONDS:
      g_value_set_uint (value, self->undo_seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_leads_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_leads_view_set_session (self, g_value_get_object (value));
      break;
    case PROP_UNDO_SECONDS:
      if (self->undo_seconds == g_value_get_uint (value))
        break;
      self->undo_seconds = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_leads_view_dispose (GObject *object)
{
  FoyerLeadsView *self = FOYER_LEADS_VIEW (object);

  foyer_leads_view_stop_opening (self);
  foyer_leads_view_stop_refreshing (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->empty_page);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->figures);
  g_clear_object (&self->lead_page);
  g_clear_object (&self->outbox_page);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (foyer_leads_view_parent_class)->dispose (object);
}

static void
search_for_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_leads_view_search_for (FOYER_LEADS_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
foyer_leads_view_class_init (FoyerLeadsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = foyer_leads_view_get_property;
  object_class->set_property = foyer_leads_view_set_property;
  object_class->dispose = foyer_leads_view_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNDO_SECONDS] = g_param_spec_uint ("undo-seconds", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                         | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", FOYER_TYPE_LEADS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                 G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "leads.cancel-refresh", NULL, foyer_leads_view_cancel_refresh);
  gtk_widget_class_install_action (widget_class, "leads.open", "x", foyer_leads_view_open);
  gtk_widget_class_install_action (widget_class, "leads.open-local", "s", foyer_leads_view_open_local);
  gtk_widget_class_install_action (widget_class, "leads.search-for", "s", search_for_action);
  gtk_widget_class_install_action (widget_class, "leads.pipeline", NULL, foyer_leads_view_show_pipeline);
  gtk_widget_class_install_action (widget_class, "leads.figures", NULL, foyer_leads_view_show_figures);
  gtk_widget_class_install_action (widget_class, "leads.export", NULL, foyer_leads_view_export);

  g_type_ensure (FOYER_TYPE_LEAD_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-leads-view.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadsView, split_view);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadsView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadsView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadsView, empty_status);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
foyer_leads_view_init (FoyerLeadsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->empty_page);
  gtk_widget_set_visible (self->empty_status, FALSE);

  g_signal_connect_object (self->split_view, "notify::show-content", G_CALLBACK (show_content_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * foyer_leads_view_new:
 * @accounts: (nullable): the accounts that the menu offers, of FoyerAccount
 */
GtkWidget *
foyer_leads_view_new (GListModel *accounts)
{
  FoyerLeadsView *self = g_object_new (FOYER_TYPE_LEADS_VIEW, NULL);

  foyer_lead_sidebar_set_accounts (self->sidebar, accounts);
  return GTK_WIDGET (self);
}

FoyerSession *
foyer_leads_view_get_session (FoyerLeadsView *self)
{
  g_return_val_if_fail (FOYER_IS_LEADS_VIEW (self), NULL);

  return self->session;
}

/**
 * foyer_leads_view_prepare:
 * @self: the view
 *
 * Builds the form, which is most of the window, while its session is still being opened: after the first frame, which
 * does not show it.
 */
void
foyer_leads_view_prepare (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->lead_page != NULL)
    return;
  self->lead_page = g_object_ref_sink (foyer_lead_page_new ());
  g_object_bind_property (self->split_view, "collapsed", self->lead_page, "collapsed", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "undo-seconds", self->lead_page, "undo-seconds", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->lead_page, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lead_page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (foyer_lead_page_get_lead (self->lead_page), "notify", G_CALLBACK (lead_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * foyer_leads_view_set_session:
 * @self: the view
 * @session: (nullable): an open session; what is on its disk is shown at once, the rest is fetched
 *
 * A wide window starts with a new lead: entering one is what Foyer is opened for. A narrow one starts with the list.
 */
void
foyer_leads_view_set_session (FoyerLeadsView *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == session)
    return;
  foyer_leads_view_stop_opening (self);
  foyer_leads_view_stop_refreshing (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->figures);
  g_set_object (&self->session, session);

  foyer_lead_sidebar_set_loading (self->sidebar, FALSE);
  foyer_lead_sidebar_set_session (self->sidebar, session);
  if (session != NULL)
    foyer_leads_view_prepare (self);
  if (self->lead_page != NULL)
    foyer_lead_page_set_session (self->lead_page, session);
  if (self->outbox_page != NULL)
    foyer_outbox_page_set_session (self->outbox_page, session);
  gtk_widget_set_visible (self->empty_status, session != NULL);
  if (session != NULL)
    {
      self->cancellable = g_cancellable_new ();
      foyer_lead_page_start_new (self->lead_page);
      foyer_leads_view_mark_open_lead (self);
      /* How wide the window is may not be known yet: the form is beside the list, and not on top of it. */
      adw_navigation_split_view_set_content (self->split_view, ADW_NAVIGATION_PAGE (self->lead_page));
      adw_navigation_split_view_set_show_content (self->split_view, FALSE);
      foyer_leads_view_start_refreshing (self);
    }
  else
    {
      show_empty_page (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_leads_view_get_lead_page:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the page with the form; %NULL until it was prepared
 */
FoyerLeadPage *
foyer_leads_view_get_lead_page (FoyerLeadsView *self)
{
  g_return_val_if_fail (FOYER_IS_LEADS_VIEW (self), NULL);

  return self->lead_page;
}

void
foyer_leads_view_start_new (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == NULL)
    return;
  foyer_leads_view_stop_opening (self);
  foyer_leads_view_show_lead_page (self);
  foyer_lead_page_start_new (self->lead_page);
  foyer_leads_view_mark_open_lead (self);
}

/**
 * foyer_leads_view_start_with:
 * @self: the list and the form
 * @lead: what somebody or something else filled in
 *
 * Begins a new lead with what @lead says: for a person to look at, nothing is sent. What was typed before is kept as a
 * draft; what came in the same way and was not typed into is not.
 */
void
foyer_leads_view_start_with (FoyerLeadsView *self, FoyerLead *lead)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == NULL)
    return;
  foyer_leads_view_stop_opening (self);
  foyer_leads_view_show_lead_page (self);
  foyer_lead_page_open_prefilled (self->lead_page, lead);
  foyer_leads_view_mark_open_lead (self);
}

void
foyer_leads_view_save (FoyerLeadsView *self, gboolean then_new)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session != NULL
      && adw_navigation_split_view_get_content (self->split_view) == ADW_NAVIGATION_PAGE (self->lead_page))
    foyer_lead_page_save (self->lead_page, then_new);
}

void
foyer_leads_view_step (FoyerLeadsView *self, int by)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  foyer_lead_list_step (foyer_lead_sidebar_get_list (self->sidebar), by);
}

void
foyer_leads_view_search (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  foyer_lead_sidebar_search (self->sidebar);
}

void
foyer_leads_view_search_for (FoyerLeadsView *self, const char *text)
{
  foyer_leads_view_search (self);
  foyer_lead_sidebar_search_for (self->sidebar, text);
}

void
foyer_leads_view_refresh (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session != NULL)
    foyer_outbox_make_all_due (foyer_session_get_outbox (self->session));
  foyer_leads_view_refresh_now (self, TRUE);
}

/**
 * foyer_leads_view_leave:
 * @self: the view
 *
 * Leaves the form, which keeps what was typed; in a narrow window the list comes back.
 */
void
foyer_leads_view_leave (FoyerLeadsView *self)
{
  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  if (self->session == NULL)
    return;
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  else
    leave_lead_page (self);
}

static void
parked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (foyer_lead_page_park_finish (FOYER_LEAD_PAGE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * foyer_leads_view_park_async:
 * @self: the view
 * @cancellable: (nullable): not listened to: what was typed would be the price
 * @callback: called when what was typed is on the disk
 * @user_data: for @callback
 */
void
foyer_leads_view_park_async (FoyerLeadsView *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_LEADS_VIEW (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_leads_view_park_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->session == NULL)
    g_task_return_boolean (task, TRUE);
  else
    foyer_lead_page_park_async (self->lead_page, cancellable, parked_cb, g_steal_pointer (&task));
}

/**
 * foyer_leads_view_park_finish:
 * @self: the view
 * @result: what the callback was given
 * @error: a FOYER_ERROR of the store
 *
 * Returns: whether everything typed is safe
 */
gboolean
foyer_leads_view_park_finish (FoyerLeadsView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
