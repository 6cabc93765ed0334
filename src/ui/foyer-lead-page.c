/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around the lead form: what is open, what its title is, what can be done with it. How a lead is saved is in
 * foyer-lead-page-save, how a draft is kept in foyer-lead-page-draft. */

#include "config.h"

#include "foyer-lead-page-private.h"

#include "foyer-announce.h"
#include "foyer-error-text.h"
#include "foyer-error.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

enum
{
  PROP_SESSION = 1,
  PROP_COLLAPSED,
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
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self),
                                   foyer_lead_edit_get_is_new (edit) ? _ ("New lead") : _ ("Lead without a name"));
}

static void
lead_changed_cb (FoyerLeadPage *self)
{
  update_title (self);
  if (self->opening > 0)
    return;
  self->told_kept = FALSE;
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

/* The lead that went away on the platform, or that is not the one it looks like, begins anew with all that is known of
 * it. */
static void
open_as_new (FoyerLeadPage *self)
{
  g_autoptr (FoyerLead) lead = foyer_lead_copy (foyer_lead_page_get_lead (self));
  g_autofree char *uuid = g_uuid_string_random ();

  foyer_lead_page_discard (self);
  foyer_lead_set_uuid (lead, uuid);
  foyer_lead_set_platform_id (lead, 0);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (lead, field))
      foyer_lead_clear (lead, field);
  self->opening++;
  foyer_lead_form_open_draft (self->form, NULL, lead);
  self->opening--;
  foyer_lead_page_set_look_first (self, FALSE);
  foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
  foyer_lead_page_keep_draft_soon (self);
  update_title (self);
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
    case FOYER_LEAD_BANNER_ALIKE:
      open_as_new (self);
      break;
    case FOYER_LEAD_BANNER_CHANGED:
      foyer_lead_page_show_banner (self, FOYER_LEAD_BANNER_NONE, NULL, NULL);
      break;
    case FOYER_LEAD_BANNER_UNCERTAIN:
    case FOYER_LEAD_BANNER_NONE:
    default:
      break;
    }
}

static void
newest_leads_changed_cb (FoyerLeadPage *self)
{
  foyer_lead_page_watch (self);
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
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);

  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

static void
discard_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerLeadPage) self = user_data;
  g_autoptr (FoyerLead) base = NULL;
  FoyerLeadEdit *edit = foyer_lead_page_get_edit (self);

  if (g_strcmp0 (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "discard") != 0)
    return;
  g_set_object (&base, foyer_lead_edit_get_base (edit));
  foyer_lead_page_discard (self);
  if (base != NULL)
    foyer_lead_page_open_lead (self, base);
  else
    foyer_lead_page_start_new (self);
}

/* The one thing that asks: it cannot be undone. */
static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);
  gboolean is_new = foyer_lead_edit_get_is_new (foyer_lead_page_get_edit (self));
  AdwDialog *dialog = adw_alert_dialog_new (
      is_new ? _ ("Discard This Lead?") : _ ("Discard the Changes?"),
      is_new ? _ ("What you typed will be lost.")
             : _ ("What you changed will be lost. The lead stays as it is on the platform."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, discard_chosen_cb, g_object_ref (self));
}

static void
foyer_lead_page_map (GtkWidget *widget)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (widget);

  GTK_WIDGET_CLASS (foyer_lead_page_parent_class)->map (widget);
  if (self->wants_focus)
    foyer_lead_page_focus_name (self);
}

static void
foyer_lead_page_dispose (GObject *object)
{
  FoyerLeadPage *self = FOYER_LEAD_PAGE (object);

  g_clear_handle_id (&self->draft_timeout, g_source_remove);
  g_clear_handle_id (&self->busy_timeout, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->saving);
  g_clear_weak_pointer (&self->saved_focus);
  foyer_lead_page_set_session (self, NULL);
  g_clear_object (&self->watched);
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
   * @platform_id: the lead's id there
   * @then_new: whether the next lead is started
   */
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                 G_TYPE_BOOLEAN);

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
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  install_signals (object_class);

  gtk_widget_class_install_action (widget_class, "page.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-and-new", NULL, save_and_new_action);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "page.discard", NULL, discard_action);

  g_type_ensure (FOYER_TYPE_LEAD_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-lead-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, form);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, banner);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadPage, spinner);
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
  g_signal_connect_object (edit, "notify::can-save", G_CALLBACK (foyer_lead_page_update_actions), self,
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

FoyerSession *
foyer_lead_page_get_session (FoyerLeadPage *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_PAGE (self), NULL);
  return self->session;
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
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (foyer_session_get_newest_leads (self->session), self);
  g_set_object (&self->session, session);
  if (self->form != NULL)
    {
      foyer_lead_page_clear (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
    }
  if (session != NULL)
    g_signal_connect_object (foyer_session_get_newest_leads (session), "items-changed",
                             G_CALLBACK (newest_leads_changed_cb), self, G_CONNECT_SWAPPED);
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
  adw_banner_set_revealed (self->banner, text != NULL);
}

void
foyer_lead_page_update_actions (FoyerLeadPage *self)
{
  gboolean can_save = (foyer_lead_page_is_dirty (self) || self->look_first) && self->saving == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-and-new", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.discard", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.cancel", self->saving != NULL);
}

void
foyer_lead_page_set_look_first (FoyerLeadPage *self, gboolean look_first)
{
  self->look_first = look_first;
  /* Translators: "Check" is looking whether an earlier attempt to save the lead has arrived */
  gtk_button_set_label (self->save_button, look_first ? _ ("Check and _Save") : _ ("_Save"));
  foyer_lead_page_update_actions (self);
}

void
foyer_lead_page_toast (FoyerLeadPage *self, const char *text)
{
  g_signal_emit (self, signals[TOAST], 0, text, NULL, NULL);
}

void
foyer_lead_page_emit_saved (FoyerLeadPage *self, gint64 platform_id, gboolean then_new)
{
  g_signal_emit (self, signals[SAVED], 0, platform_id, then_new);
}

void
foyer_lead_page_emit_parked (FoyerLeadPage *self, const char *uuid)
{
  g_signal_emit (self, signals[PARKED], 0, uuid);
}

/* A page that is not shown yet cannot have the focus: it takes it then. */
void
foyer_lead_page_focus_name (FoyerLeadPage *self)
{
  self->wants_focus = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->wants_focus)
    foyer_lead_form_focus_field (self->form, FOYER_LEAD_NAME);
}
