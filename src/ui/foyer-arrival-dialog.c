/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new lead that may have arrived, which only a person can say: what is here beside each lead that looks like it. */

#include "config.h"

#include "foyer-arrival-dialog.h"

#include "foyer-lead-text.h"
#include "foyer-left-to-right.h"
#include "foyer-outbox-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

struct _FoyerArrivalDialog
{
  AdwDialog parent_instance;

  /* owned */
  FoyerOutboxRow *row;
  FoyerPicklists *picklists; /* nullable */

  /* template */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *none_group;
};

enum
{
  ADOPT,
  SEND,
  DISCARD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerArrivalDialog, foyer_arrival_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
new_side (const char *whose, const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = gtk_label_new (whose);
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dimmed");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
new_comparison (const char *name, const char *mine, const char *theirs)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = gtk_label_new (name);
  gboolean differs = !g_str_equal (mine, theirs);
  g_autofree char *spoken = NULL;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  if (differs)
    {
      /* Translators: %s is the name of a field whose values are not the same */
      g_autofree char *text = g_strdup_printf (_ ("%s differs"), name);

      gtk_label_set_label (GTK_LABEL (heading), text);
      gtk_widget_add_css_class (heading, "warning");
    }
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), new_side (C_ ("whose value", "Yours"), mine));
  gtk_box_append (GTK_BOX (sides), new_side (C_ ("whose value", "On the Platform"), theirs));
  gtk_box_append (GTK_BOX (outer), heading);
  gtk_box_append (GTK_BOX (outer), sides);
  gtk_widget_add_css_class (outer, "comparison");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), outer);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  /* Translators: for a screen reader: the name of a field, the value here, the value on the platform */
  spoken = g_strdup_printf (_ ("%1$s. Yours: %2$s. On the platform: %3$s."), gtk_label_get_label (GTK_LABEL (heading)),
                            mine, theirs);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static char *
describe_created (FoyerLead *lead)
{
  g_autofree char *when = foyer_lead_text_time (foyer_lead_get_date (lead, FOYER_LEAD_CREATED));

  /* Translators: %s is a date and a time */
  return when != NULL ? g_strdup_printf (_ ("Created there %s"), when) : NULL;
}

static void
add_value (AdwPreferencesGroup *group, const char *name, const char *mine, const char *theirs)
{
  gboolean is_empty = (mine == NULL || *mine == '\0') && (theirs == NULL || *theirs == '\0');

  if (!is_empty)
    adw_preferences_group_add (group, new_comparison (name, mine != NULL ? mine : "", theirs != NULL ? theirs : ""));
}

static void
compare_leads (FoyerArrivalDialog *self, AdwPreferencesGroup *group, FoyerLead *mine, FoyerLead *theirs)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_field_is_readable (field) && (foyer_lead_is_set (mine, field) || foyer_lead_is_set (theirs, field)))
      {
        g_autofree char *name = foyer_outbox_text_fields (FOYER_FIELD_BIT (field));
        g_autofree char *my_value = foyer_lead_text_value (mine, field, self->picklists);
        g_autofree char *their_value = foyer_lead_text_value (theirs, field, self->picklists);

        adw_preferences_group_add (group, new_comparison (name, my_value, their_value));
      }
}

static void
compare_parties (AdwPreferencesGroup *group, FoyerParty *mine, FoyerParty *theirs)
{
  g_autofree char *my_email = foyer_left_to_right_isolate (foyer_party_get_email (mine));
  g_autofree char *their_email = foyer_left_to_right_isolate (foyer_party_get_email (theirs));
  g_autofree char *my_phone = foyer_left_to_right_isolate (foyer_party_get_phone (mine));
  g_autofree char *their_phone = foyer_left_to_right_isolate (foyer_party_get_phone (theirs));

  add_value (group, C_ ("of a company or person", "Name"), foyer_party_get_name (mine), foyer_party_get_name (theirs));
  add_value (group, C_ ("of a company or person", "E-mail"), my_email, their_email);
  add_value (group, C_ ("of a company or person", "Telephone"), my_phone, their_phone);
}

static void
add_candidate (FoyerArrivalDialog *self, GObject *theirs)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *button = adw_button_row_new ();
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *created = NULL;
  gint64 id = 0;

  if (FOYER_IS_LEAD (theirs))
    {
      id = foyer_lead_get_platform_id (FOYER_LEAD (theirs));
      title = foyer_lead_text_title (FOYER_LEAD (theirs));
      created = describe_created (FOYER_LEAD (theirs));
      compare_leads (self, group, foyer_outbox_row_get_lead (self->row), FOYER_LEAD (theirs));
    }
  else if (FOYER_IS_PARTY (theirs))
    {
      id = foyer_party_get_id (FOYER_PARTY (theirs));
      title = g_strdup (foyer_party_get_name (FOYER_PARTY (theirs)));
      compare_parties (group, foyer_outbox_row_get_party (self->row), FOYER_PARTY (theirs));
    }
  else if (FOYER_IS_NOTE (theirs))
    {
      id = foyer_note_get_id (FOYER_NOTE (theirs));
      add_value (group, C_ ("outbox", "Note"), foyer_note_get_text (foyer_outbox_row_get_note (self->row)),
                 foyer_note_get_text (FOYER_NOTE (theirs)));
    }
  escaped = g_markup_escape_text (title != NULL ? title : "", -1);
  adw_preferences_group_set_title (group, escaped);
  adw_preferences_group_set_description (group, created);
  /* Translators: a button below a lead, company or person of the platform: it is the one that was sent from here */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), _ ("It Is This One"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "arrival.adopt");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  adw_preferences_group_add (group, button);
  adw_preferences_page_add (self->page, group);
}

static void
fill (FoyerArrivalDialog *self)
{
  GPtrArray *found = foyer_outbox_row_get_found (self->row);
  gboolean has_any = found != NULL && found->len > 0;

  for (guint i = 0; has_any && i < found->len; i++)
    add_candidate (self, found->pdata[i]);

  /* Last on the page, below what to compare. */
  g_object_ref (self->none_group);
  adw_preferences_page_remove (self->page, self->none_group);
  adw_preferences_page_add (self->page, self->none_group);
  g_object_unref (self->none_group);
  if (has_any)
    {
      /* Translators: a heading: the lead, company, person or note that was sent is none of those shown above */
      adw_preferences_group_set_title (self->none_group, _ ("None of Them?"));
      adw_preferences_group_set_description (self->none_group, _ ("Then yours has not arrived: send it."));
      return;
    }
  /* Translators: a heading: whether a lead, company, person or note that was sent is on the platform */
  adw_preferences_group_set_title (self->none_group, _ ("Has It Arrived?"));
  adw_preferences_group_set_description (
      self->none_group, _ ("No answer came when this was sent, and Foyer cannot see whether it is there. Look for "
                           "it on the platform: if it is there, discard this one; if not, send it again."));
}

static void
command_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (FoyerArrivalDialog) self = g_object_ref (FOYER_ARRIVAL_DIALOG (widget));

  adw_dialog_close (ADW_DIALOG (self));
  if (g_str_equal (name, "arrival.adopt"))
    g_signal_emit (self, signals[ADOPT], 0, g_variant_get_int64 (parameter));
  else if (g_str_equal (name, "arrival.send"))
    g_signal_emit (self, signals[SEND], 0);
  else if (g_str_equal (name, "arrival.discard"))
    g_signal_emit (self, signals[DISCARD], 0);
}

static void
foyer_arrival_dialog_dispose (GObject *object)
{
  FoyerArrivalDialog *self = FOYER_ARRIVAL_DIALOG (object);

  g_clear_object (&self->row);
  g_clear_object (&self->picklists);
  G_OBJECT_CLASS (foyer_arrival_dialog_parent_class)->dispose (object);
}

static void
foyer_arrival_dialog_class_init (FoyerArrivalDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = FOYER_TYPE_ARRIVAL_DIALOG;

  G_OBJECT_CLASS (klass)->dispose = foyer_arrival_dialog_dispose;

  /**
   * FoyerArrivalDialog::adopt:
   * @platform_id: the lead on the platform that it is
   */
  signals[ADOPT] = g_signal_new ("adopt", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * FoyerArrivalDialog::send:
   *
   * It is none of them.
   */
  signals[SEND] = g_signal_new ("send", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * FoyerArrivalDialog::discard:
   *
   * It is not to be sent.
   */
  signals[DISCARD] = g_signal_new ("discard", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "arrival.adopt", "x", command_action);
  gtk_widget_class_install_action (widget_class, "arrival.send", NULL, command_action);
  gtk_widget_class_install_action (widget_class, "arrival.discard", NULL, command_action);
  gtk_widget_class_install_action (widget_class, "arrival.cancel", NULL, command_action);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-arrival-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerArrivalDialog, page);
  gtk_widget_class_bind_template_child (widget_class, FoyerArrivalDialog, none_group);
}

static void
foyer_arrival_dialog_init (FoyerArrivalDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_arrival_dialog_new:
 * @row: an add in conflict
 * @picklists: (nullable): the account's lists
 */
FoyerArrivalDialog *
foyer_arrival_dialog_new (FoyerOutboxRow *row, FoyerPicklists *picklists)
{
  FoyerArrivalDialog *self = g_object_new (FOYER_TYPE_ARRIVAL_DIALOG, NULL);
  g_autofree char *title = foyer_outbox_text_title (row);

  self->row = g_object_ref (row);
  g_set_object (&self->picklists, picklists);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  fill (self);
  return self;
}
