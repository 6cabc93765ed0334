/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around the lead form: what is open, what its title is, what can be done with it. How a lead is saved is in
 * foyer-lead-page-save, how it is opened in foyer-lead-page-open, how a draft is kept in foyer-lead-page-draft. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-announce.h"
#include "foyer-banner.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-history-dialog.h"
#include "foyer-outbox-desk.h"
#include "foyer-outbox-text.h"
#include "foyer-session-mirror.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

enum
{
  PROP_SESSION = 1,
  PROP_COLLAPSED,
  PROP_UNDO_SECONDS,
  N_PROPERTIES,
};

enum
{
  SAVED,
  PARKED,
  TOAST,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerLeadPage, foyer_lead_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update_title (FoyerLeadPage *self)
{
  FoyerLeadEdit *edit = foyer_lead_page_get_edit (self);
  const char *name = foyer_lead_get_text (foyer_lead_edit_get_lead (edit), FOYER_LEAD_NAME);

  if (*name != '\0')
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  else
    adw_navigation_page_set_title (
        ADW_NAVIGATION_PAGE (self),
        /* Translators: the title of a form in which a lead is entered that is not on the platform yet */
        foyer_lead_edit_get_is_new (edit) ? _ ("New lead") : _ ("Lead without a name"));
}

static void
lead_changed_cb (FoyerLeadPage *self)
{
  update_title (self);
  foyer_lead_page_update_person_actions (self);
  if (self->opening > 0)
    return;
  self->told_kept = FALSE;
  self->is_typed_in = TRUE;
  foyer_lead_page_keep_draft_soon (self);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_refresh_picklists_finish (FOYER_SESSION (source), result, &error))
    g_debug ("A picklist was not refreshed: %s", error->message);
}

static void
refresh_wanted_cb (FoyerLeadPage *self, FoyerPicklistKind kind)
{
  if (self->session != NULL)
    foyer_session_refresh_picklists_async (self->session, kind, 0, NULL, refreshed_cb, NULL);
}

static void
banner_clicked_cb (FoyerLeadPage *self)
{
  switch (self->banner_kind)
    {
    case FOYER_LEAD_BANNER_FAILED:
      foyer_error_text_present (GTK_WIDGET (self), _ ("The Lead Was Not Saved"), self->failure);
      break;
    case FOYER_LEAD_BANNER_GONE:
      foyer_lead_page_become_new (self);
      break;
    case FOYER_LEAD_BANNER_CHANGED:
      foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
      break;
    case FOYER_LEAD_BANNER_CONFLICT:
      if (self->row != NULL)
        foyer_outbox_desk_resolve (GTK_WIDGET (self), self->session, self->row);
      break;
    case FOYER_LEAD_BANNER_UNCERTAIN:
    case FOYER_LEAD_BANNER_REJECTED:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.outbox", NULL);
      break;
    case FOYER_LEAD_BANNER_NONE:
    default:
      break;
    }
}

static void
mirror_refreshed_cb (FoyerLeadPage *self, GParamSpec *pspec, FoyerMirrorRefresh *refresh)
{
  if (foyer_mirror_refresh_get_is_running (refresh))
    return;
  foyer_lead_page_follow_mirror (self);
  foyer_lead_form_refresh_notes (self->form, FALSE);
}

/* The row of the open lead may have become another object. One that left says itself why. */
static void
outbox_changed_cb (FoyerLeadPage *self)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  if (self->row == NULL)
    return;
  row = foyer_outbox_find (foyer_session_get_outbox (self->session), foyer_outbox_row_get_uuid (self->row));
  if (row != NULL && row != self->row)
    foyer_lead_page_watch_row (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_lead_page_save (FOYER_LEAD_PAGE (widget), FALSE);
}

static void
save_and_new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_lead_page_save (FOYER_LEAD_PAGE (widget), TRUE);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  foyer_lead_page_discard_changes (FOYER_LEAD_PAGE (widget));
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);

  adw_dialog_present (ADW_DIALOG (foyer_history_dialog_new (self->session, foyer_lead_page_get_platform_id (self))),
                      widget);
}

static void
foyer_lead_page_map (GtkWidget *widget)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_lead_page_parent_class)->map (widget);
  if (self->wanted_focus < FOYER_N_WRITTEN_FIELDS)
    foyer_lead_page_focus_field (self, self->wanted_focus);
}

static void
foyer_lead_page_dispose (GObject *object)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (object);

  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  foyer_lead_page_stop_loading (self);
  foyer_lead_page_set_session (self, NULL);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_LEAD_PAGE);
  G_OBJECT_CLASS (foyer_lead_page_parent_class)->dispose (object);
}

static void
foyer_lead_page_finalize (GObject *object)
{
  g_clear_error (&FOYER_LEAD_PAGE (object)->failure);
  G_OBJECT_CLASS (foyer_lead_page_parent_class)->finalize (object);
}

static void
foyer_lead_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, FOYER_LEAD_PAGE (object)->session);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, FOYER_LEAD_PAGE (object)->collapsed);
      break;
    case PROP_UNDO_SECONDS:
      g_value_set_uint (value, FOYER_LEAD_PAGE (object)->undo_seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_lead_page_set_session (FOYER_LEAD_PAGE (object), g_value_get_object (value));
      break;
    case PROP_COLLAPSED:
      foyer_lead_page_set_collapsed (FOYER_LEAD_PAGE (object), g_value_get_boolean (value));
      break;
    case PROP_UNDO_SECONDS:
      if (FOYER_LEAD_PAGE (object)->undo_seconds == g_value_get_uint (value))
        break;
      FOYER_LEAD_PAGE (object)->undo_seconds = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (GObjectClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  /**
   * FoyerLeadPage::saved:
   *
   * A save is on the disk, or what was saved has arrived: what is open may have an id now.
   */
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * FoyerLeadPage::parked:
   * @uuid: the lead that was left and is kept as a draft
   */
  signals[PARKED] = g_signal_new ("parked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  /**
   * FoyerLeadPage::toast:
   * @text: what happened
   * @button_label: (nullable): its one answer
   * @action: (nullable): the detailed action of the answer
   */
  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                 G_TYPE_STRING, G_TYPE_STRING);
}

static void
foyer_lead_page_class_init (FoyerLeadPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_lead_page_dispose;
  object_class->finalize = foyer_lead_page_finalize;
  object_class->get_property = foyer_lead_page_get_property;
  object_class->set_property = foyer_lead_page_set_property;
  widget_class->map = foyer_lead_page_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COLLAPSED] = g_param_spec_boolean (
      "collapsed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNDO_SECONDS] = g_param_spec_uint ("undo-seconds", NULL, NULL, 0, G_MAXUINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                         | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  install_signals (object_class);

  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-and-new", NULL, save_and_new_action);
  gtk_widget_class_install_action (widget_class, "page.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "page.history", NULL, history_action);
  foyer_lead_page_install_person_actions (widget_class);

  g_type_ensure (FOYER_TYPE_LEAD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, form);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, step_buttons);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_wanted_cb);
}

static void
foyer_lead_page_init (FoyerLeadPage *self)
{
  FoyerLeadEdit *edit = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  edit = foyer_lead_page_get_edit (self);
  g_signal_connect_object (foyer_lead_edit_get_lead (edit), "notify", G_CALLBACK (lead_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->refused_field = FOYER_LEAD_NO_FIELD;
  self->wanted_focus = FOYER_LEAD_NO_FIELD;
  g_signal_connect_object (edit, "notify::n-changed", G_CALLBACK (foyer_lead_page_update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "notify::is-new", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  foyer_lead_page_update_actions (self);
}

/**
 * foyer_lead_page_new:
 *
 * Returns: (transfer floating): a page with an empty new lead
 */
FoyerLeadPage *
foyer_lead_page_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD_PAGE, NULL);
}

/**
 * foyer_lead_page_set_session:
 * @session: (nullable): whose leads are entered from here on. What is open is of the session before: park it first
 */
void
foyer_lead_page_set_session (FoyerLeadPage *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  if (self->session == session)
    return;
  foyer_lead_page_stop_keeping (self);
  foyer_lead_page_stop_loading (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (foyer_session_get_refresh (self->session), self);
      g_signal_handlers_disconnect_by_data (foyer_session_get_outbox (self->session), self);
    }
  g_set_object (&self->session, session);
  if (self->form != NULL)
    {
      foyer_lead_page_clear (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
    }
  if (session != NULL)
    {
      g_signal_connect_object (foyer_session_get_refresh (session), "notify::is-running",
                               G_CALLBACK (mirror_refreshed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_session_get_outbox (session), "party-arrived",
                               G_CALLBACK (foyer_lead_page_name_by_id), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_session_get_outbox (session), "items-changed", G_CALLBACK (outbox_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (foyer_session_get_outbox (session), "told", G_CALLBACK (foyer_lead_page_row_told), self,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * foyer_lead_page_set_collapsed:
 * @collapsed: whether it is all there is to see: then its bar has no room for the steps to other leads
 */
void
foyer_lead_page_set_collapsed (FoyerLeadPage *self, gboolean collapsed)
{
  g_return_if_fail (FOYER_IS_LEAD_PAGE (self));

  if (self->collapsed == collapsed)
    return;
  self->collapsed = collapsed;
  gtk_widget_set_visible (self->step_buttons, !collapsed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

/**
 * foyer_lead_page_get_lead:
 *
 * Returns: (transfer none): the open lead as it is in the form; the same object whatever is opened
 */
FoyerLead *
foyer_lead_page_get_lead (FoyerLeadPage *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_PAGE (self), NULL);
  return foyer_lead_edit_get_lead (foyer_lead_page_get_edit (self));
}

const char *
foyer_lead_page_get_lead_uuid (FoyerLeadPage *self)
{
  return foyer_lead_get_uuid (foyer_lead_page_get_lead (self));
}

/**
 * foyer_lead_page_get_platform_id:
 *
 * Returns: the open lead's id on the platform, 0 while it has none
 */
gint64
foyer_lead_page_get_platform_id (FoyerLeadPage *self)
{
  return foyer_lead_get_platform_id (foyer_lead_page_get_lead (self));
}

FoyerLeadEdit *
foyer_lead_page_get_edit (FoyerLeadPage *self)
{
  return foyer_lead_form_get_edit (self->form);
}

gboolean
foyer_lead_page_is_dirty (FoyerLeadPage *self)
{
  return foyer_lead_edit_get_can_save (foyer_lead_page_get_edit (self));
}

void
foyer_lead_page_show_banner (FoyerLeadPage *self, FoyerLeadBanner kind, const char *text, const char *button)
{
  self->banner_kind = kind;
  if (kind != FOYER_LEAD_BANNER_FAILED)
    g_clear_error (&self->failure);
  if (text != NULL)
    {
      adw_banner_set_title (self->banner, text);
      foyer_announce (GTK_WIDGET (self), text);
    }
  adw_banner_set_button_label (self->banner, button);
  foyer_banner_set_revealed (self->banner, text != NULL);
}

/* The button says what it is going to send. */
static void
update_save_button (FoyerLeadPage *self)
{
  FoyerLeadEdit *edit = foyer_lead_page_get_edit (self);
  FoyerLead *base = foyer_lead_edit_get_base (edit);
  g_autofree char *text = foyer_outbox_text_sends (foyer_lead_edit_get_changed (edit),
                                                   base == NULL || foyer_lead_get_platform_id (base) == 0);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save_button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
foyer_lead_page_update_actions (FoyerLeadPage *self)
{
  gboolean can_save = foyer_lead_page_is_dirty (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-and-new", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.discard", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.history",
                                 self->session != NULL && foyer_lead_page_get_platform_id (self) > 0);
  foyer_lead_page_update_person_actions (self);
  update_save_button (self);
}

void
foyer_lead_page_toast (FoyerLeadPage *self, const char *text, const char *button, const char *action)
{
  g_signal_emit (self, signals[TOAST], 0, text, button, action);
}

void
foyer_lead_page_emit_saved (FoyerLeadPage *self)
{
  g_signal_emit (self, signals[SAVED], 0);
}

void
foyer_lead_page_emit_parked (FoyerLeadPage *self, const char *uuid)
{
  g_signal_emit (self, signals[PARKED], 0, uuid);
}

/* A page that is not shown yet cannot have the focus: it takes it then. */
void
foyer_lead_page_focus_field (FoyerLeadPage *self, FoyerLeadField field)
{
  gboolean is_seen = gtk_widget_get_mapped (GTK_WIDGET (self));

  self->wanted_focus = is_seen ? FOYER_LEAD_NO_FIELD : field;
  if (is_seen)
    foyer_lead_form_focus_field (self->form, field);
}
