/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be set, mostly about the account that is open. A change counts at once, there is nothing to confirm but the
 * removal of the account. */

#include "config.h"

#include "foyer-preferences-dialog.h"

#include "foyer-outbox.h"
#include "foyer-picklist-row.h"
#include "foyer-row-names.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

static const struct
{
  FoyerAbilities ability;
  const char *title;
} abilities[] = {
  { FOYER_ABILITY_LIST_LEADS, N_ ("List leads") },           { FOYER_ABILITY_LIST_COMPANIES, N_ ("Find companies") },
  { FOYER_ABILITY_LIST_CONTACTS, N_ ("Find people") },       { FOYER_ABILITY_LIST_OWNERS, N_ ("List sales people") },
  { FOYER_ABILITY_LIST_INDUSTRIES, N_ ("List industries") }, { FOYER_ABILITY_LIST_QUALITIES, N_ ("List qualities") },
  { FOYER_ABILITY_LIST_STAGES, N_ ("List stages") },         { FOYER_ABILITY_LIST_TYPES, N_ ("List types") },
  { FOYER_ABILITY_LIST_SOURCES, N_ ("List sources") },       { FOYER_ABILITY_LIST_CHANNELS, N_ ("List channels") },
};

static const guint undo_seconds[] = { 0, 5, 10, 30 };

struct _FoyerPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* owned */
  FoyerSession *session; /* nullable until it is set */
  GSettings *settings;   /* nullable until it is set */

  /* template */
  AdwComboRow *undo_row;
  GtkWidget *search_row;
  GtkEditable *name_row;
  FoyerPicklistRow *person_row;
  AdwActionRow *address_row;
  AdwActionRow *key_row;
  GtkWidget *change_key_row;
  AdwPreferencesGroup *abilities_group;
  GtkWidget *remove_group;
  GtkWidget *remove_row;
};

enum
{
  CHANGED,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPreferencesDialog, foyer_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static FoyerAccount *
get_account (FoyerPreferencesDialog *self)
{
  return foyer_session_get_account (self->session);
}

static void
name_applied_cb (FoyerPreferencesDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (*name == '\0')
    {
      gtk_editable_set_text (self->name_row, foyer_account_get_title (get_account (self)));
      return;
    }
  foyer_account_set_title (get_account (self), name);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
person_changed_cb (FoyerPreferencesDialog *self)
{
  gint64 user_id = foyer_picklist_row_get_selected_id (self->person_row);

  if (self->session == NULL || user_id == foyer_account_get_user_id (get_account (self)))
    return;
  foyer_account_set_user_id (get_account (self), user_id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
undo_changed_cb (FoyerPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->undo_row);

  if (self->settings != NULL && selected < G_N_ELEMENTS (undo_seconds))
    g_settings_set_uint (self->settings, "undo-seconds", undo_seconds[selected]);
}

static void
show_undo (FoyerPreferencesDialog *self, guint seconds)
{
  guint position = 0;

  while (position + 1 < G_N_ELEMENTS (undo_seconds) && undo_seconds[position] < seconds)
    position++;
  adw_combo_row_set_selected (self->undo_row, position);
}

static void
change_key_cb (FoyerPreferencesDialog *self)
{
  GtkWidget *parent = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (parent, "app.change-key", NULL);
}

static void
remove_chosen_cb (FoyerPreferencesDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
remove_cb (FoyerPreferencesDialog *self)
{
  guint n_drafts = g_list_model_get_n_items (foyer_session_get_drafts (self->session));
  guint n_pending = g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (self->session)));
  g_autoptr (GString) body = g_string_new (NULL);
  AdwDialog *dialog = adw_alert_dialog_new (NULL, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  /* Translators: %s is the name of an account */
  adw_alert_dialog_format_heading (alert, _ ("Remove “%s”?"), foyer_account_get_title (get_account (self)));
  if (n_pending > 0)
    g_string_append_printf (body,
                            ngettext ("%'u saved change is not on the platform yet and will be lost.",
                                      "%'u saved changes are not on the platform yet and will be lost.", n_pending),
                            n_pending);
  if (n_drafts > 0)
    g_string_append (body, body->len > 0 ? "\n" : "");
  if (n_drafts > 0)
    g_string_append_printf (
        body,
        ngettext ("%'u draft was not sent and will be lost.", "%'u drafts were not sent and will be lost.", n_drafts),
        n_drafts);
  g_string_append_printf (body, "%s%s", body->len > 0 ? "\n\n" : "",
                          _ ("Its files on this computer and its secret in the keyring are deleted. Nothing changes on "
                             "the platform."));
  adw_alert_dialog_set_body (alert, body->str);
  adw_alert_dialog_add_responses (alert, "cancel", _ ("_Cancel"), "remove",
                                  /* Translators: a button: removes an account from this computer */
                                  _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_object (dialog, "response::remove", G_CALLBACK (remove_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
add_ability (FoyerPreferencesDialog *self, const char *title, gboolean works)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *label = gtk_label_new (works ? C_ ("ability of a key", "Works") : C_ ("ability of a key", "Off"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (label, works ? "dimmed" : "warning");
  adw_action_row_add_suffix (row, label);
  adw_preferences_group_add (self->abilities_group, GTK_WIDGET (row));
}

static void
foyer_preferences_dialog_dispose (GObject *object)
{
  FoyerPreferencesDialog *self = FOYER_PREFERENCES_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (foyer_preferences_dialog_parent_class)->dispose (object);
}

static void
foyer_preferences_dialog_class_init (FoyerPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_preferences_dialog_dispose;

  /**
   * FoyerPreferencesDialog::changed:
   * @self: the dialog
   *
   * The session's account was changed and is to be kept.
   */
  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_PREFERENCES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * FoyerPreferencesDialog::remove:
   * @self: the dialog
   *
   * The session's account is to be removed; that was confirmed.
   */
  signals[REMOVE] = g_signal_new ("remove", FOYER_TYPE_PREFERENCES_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (FOYER_TYPE_PICKLIST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, undo_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, search_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, person_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, change_key_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, abilities_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerPreferencesDialog, remove_row);
  gtk_widget_class_bind_template_callback (widget_class, undo_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
foyer_preferences_dialog_init (FoyerPreferencesDialog *self)
{
  GtkAccessible *remove_list;

  gtk_widget_init_template (GTK_WIDGET (self));
  /* A group without a title to see, and its list would be labelled by that. */
  remove_list = GTK_ACCESSIBLE (gtk_widget_get_parent (self->remove_row));
  gtk_accessible_reset_relation (remove_list, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (remove_list, GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Account"), -1);
  foyer_row_names_add (ADW_PREFERENCES_ROW (self->name_row));
  foyer_row_names_add (ADW_PREFERENCES_ROW (self->undo_row));
  foyer_row_names_use_strings (self->undo_row);
}

/**
 * foyer_preferences_dialog_new:
 * @session: the session of the account
 * @settings: the application's
 */
FoyerPreferencesDialog *
foyer_preferences_dialog_new (FoyerSession *session, GSettings *settings)
{
  FoyerPreferencesDialog *self = g_object_new (FOYER_TYPE_PREFERENCES_DIALOG, NULL);
  FoyerAccount *account = foyer_session_get_account (session);
  gboolean is_sample = foyer_account_get_is_sample (account);

  gtk_editable_set_text (self->name_row, foyer_account_get_title (account) ?: "");
  foyer_picklist_row_set_picklists (self->person_row, foyer_session_get_picklists (session));
  foyer_picklist_row_set_selected_id (self->person_row, foyer_account_get_user_id (account));
  adw_action_row_set_subtitle (self->address_row, foyer_account_get_address (account) ?: "");
  adw_action_row_set_subtitle (self->key_row, foyer_account_get_key (account) ?: "");
  show_undo (self, g_settings_get_uint (settings, "undo-seconds"));
  self->session = g_object_ref (session); /* from here on a change is a person's */
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "search-provider", self->search_row, "active", G_SETTINGS_BIND_DEFAULT);

  /* The sample data is of Foyer's own making: it is reset, not set. */
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), !is_sample);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), !is_sample);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), !is_sample);
  gtk_widget_set_visible (self->change_key_row, !is_sample);
  gtk_widget_set_visible (self->remove_group, !is_sample);
  gtk_widget_set_visible (GTK_WIDGET (self->abilities_group), !is_sample && foyer_account_get_checked (account) != 0);
  for (guint i = 0; i < G_N_ELEMENTS (abilities); i++)
    add_ability (self, _ (abilities[i].title), (foyer_account_get_abilities (account) & abilities[i].ability) != 0);

  return self;
}
