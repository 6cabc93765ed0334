/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead that was changed here and on the platform: for each field that both changed, what it was, what it is here and
 * what it is there, to choose from. Nothing is chosen beforehand, and nothing happens until all is chosen. */

#include "config.h"

#include "foyer-resolver.h"

#include "foyer-lead-merge.h"
#include "foyer-lead-text.h"
#include "foyer-outbox-text.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

typedef struct
{
  FoyerFieldSet fields;
  GtkCheckButton *mine;   /* borrowed */
  GtkCheckButton *theirs; /* borrowed */
} Choice;

struct _FoyerResolver
{
  AdwDialog parent_instance;

  /* owned */
  FoyerOutboxRow *row;
  FoyerPicklists *picklists; /* nullable */
  GArray *choices;           /* of Choice */

  /* template */
  AdwPreferencesPage *page;
  AdwPreferencesGroup *explanation;
};

enum
{
  RESOLVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerResolver, foyer_resolver, ADW_TYPE_DIALOG)

static FoyerLead *
get_theirs (FoyerResolver *self)
{
  GPtrArray *found = foyer_outbox_row_get_found (self->row);

  return found != NULL && found->len > 0 ? found->pdata[0] : NULL;
}

/* What travels together is one choice: the company and its contact. */
static char *
describe (FoyerResolver *self, FoyerLead *lead, FoyerFieldSet fields)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  gboolean is_one = (fields & (fields - 1)) == 0;

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((fields & FOYER_FIELD_BIT (field)) != 0 && (is_one || foyer_lead_is_set (lead, field)))
      g_ptr_array_add (values, foyer_lead_text_value (lead, field, self->picklists));
  if (values->len == 0)
    return g_strdup (C_ ("value of a field", "Empty"));
  g_ptr_array_add (values, NULL);
  return g_strjoinv ("\n", (char **) values->pdata);
}

static void
update_actions (FoyerResolver *self)
{
  gboolean all_chosen = TRUE;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      all_chosen = all_chosen
                   && (gtk_check_button_get_active (choice->mine) || gtk_check_button_get_active (choice->theirs));
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "resolver.send", all_chosen);
}

static GtkCheckButton *
add_value (FoyerResolver *self, AdwPreferencesGroup *group, FoyerLead *lead, FoyerFieldSet fields, const char *whose)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *value = describe (self, lead, fields);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), whose);
  adw_action_row_set_subtitle (row, value);
  adw_action_row_set_subtitle_lines (row, 6);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  g_signal_connect_object (check, "notify::active", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return GTK_CHECK_BUTTON (check);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, value);
  adw_action_row_set_subtitle_lines (row, 6);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
  adw_preferences_group_add (group, GTK_WIDGET (row));
}

static void
add_choice (FoyerResolver *self, FoyerFieldSet fields)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = foyer_outbox_text_fields (fields);
  g_autofree char *before = describe (self, foyer_outbox_row_get_base (self->row), fields);
  Choice choice = { .fields = fields };

  adw_preferences_group_set_title (group, title);
  choice.mine = add_value (self, group, foyer_outbox_row_get_lead (self->row), fields, C_ ("whose value", "Yours"));
  choice.theirs = add_value (self, group, get_theirs (self), fields, C_ ("whose value", "On the Platform Now"));
  gtk_check_button_set_group (choice.theirs, choice.mine);
  add_fact (group, C_ ("whose value", "Before Both"), before);
  adw_preferences_page_add (self->page, group);
  g_array_append_val (self->choices, choice);
}

static void
explain (FoyerResolver *self)
{
  adw_preferences_group_set_description (self->explanation,
                                         _ ("Somebody changed this lead on the platform, too. Choose "
                                            "what it shall be."));
}

/* What is sent without a choice: the fields only changed here, and those nobody can see on the platform. */
static void
add_rest (FoyerResolver *self, FoyerFieldSet fields, const char *title, const char *description)
{
  AdwPreferencesGroup *group;

  if (fields == 0)
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((fields & FOYER_FIELD_BIT (field)) != 0)
      {
        g_autofree char *name = foyer_outbox_text_fields (FOYER_FIELD_BIT (field));
        g_autofree char *value = describe (self, foyer_outbox_row_get_lead (self->row), FOYER_FIELD_BIT (field));

        add_fact (group, name, value);
      }
  adw_preferences_page_add (self->page, group);
}

static void
fill (FoyerResolver *self)
{
  FoyerLead *base = foyer_outbox_row_get_base (self->row);
  FoyerLead *mine = foyer_outbox_row_get_lead (self->row);
  FoyerLead *theirs = get_theirs (self);
  FoyerLeadMerge merge = { 0 };
  FoyerFieldSet left = 0;

  explain (self);
  if (base == NULL || theirs == NULL)
    return;
  merge = foyer_lead_merge_compare (base, mine, theirs);
  left = merge.conflicts;
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((left & FOYER_FIELD_BIT (field)) != 0)
      {
        FoyerFieldSet together = foyer_lead_fields_merging_with (field) & left;

        add_choice (self, together);
        left &= ~together;
      }
  /* Translators: a heading: fields whose value on the platform cannot be read */
  add_rest (self, merge.blind, _ ("Sent Without Comparing"),
            _ ("The platform does not show these fields. What yours replaces there cannot be seen."));
  /* Translators: a heading: fields that were changed here alone and go to the platform, too */
  add_rest (self, foyer_lead_diff (mine, base) & ~merge.conflicts & ~merge.blind, _ ("Also Sent"),
            _ ("Only you changed these."));
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (FoyerResolver) self = g_object_ref (FOYER_RESOLVER (widget));
  FoyerFieldSet take_theirs = 0;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (gtk_check_button_get_active (choice->theirs))
        take_theirs |= choice->fields;
    }
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[RESOLVED], 0, take_theirs);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
choose_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FoyerResolver *self = FOYER_RESOLVER (widget);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      gtk_check_button_set_active (g_str_equal (name, "resolver.all-mine") ? choice->mine : choice->theirs, TRUE);
    }
}

static void
foyer_resolver_dispose (GObject *object)
{
  FoyerResolver *self = FOYER_RESOLVER (object);

  g_clear_object (&self->row);
  g_clear_object (&self->picklists);
  G_OBJECT_CLASS (foyer_resolver_parent_class)->dispose (object);
}

static void
foyer_resolver_finalize (GObject *object)
{
  g_array_unref (FOYER_RESOLVER (object)->choices);
  G_OBJECT_CLASS (foyer_resolver_parent_class)->finalize (object);
}

static void
foyer_resolver_class_init (FoyerResolverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_resolver_dispose;
  object_class->finalize = foyer_resolver_finalize;

  /**
   * FoyerResolver::resolved:
   * @take_theirs: a FoyerFieldSet: the fields whose value on the platform stays
   */
  signals[RESOLVED] = g_signal_new ("resolved", FOYER_TYPE_RESOLVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "resolver.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "resolver.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "resolver.all-mine", NULL, choose_all_action);
  gtk_widget_class_install_action (widget_class, "resolver.all-theirs", NULL, choose_all_action);

  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-resolver.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerResolver, page);
  gtk_widget_class_bind_template_child (widget_class, FoyerResolver, explanation);
}

static void
foyer_resolver_init (FoyerResolver *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * foyer_resolver_new:
 * @row: an update in conflict
 * @picklists: (nullable): the account's lists
 */
FoyerResolver *
foyer_resolver_new (FoyerOutboxRow *row, FoyerPicklists *picklists)
{
  FoyerResolver *self = g_object_new (FOYER_TYPE_RESOLVER, NULL);
  g_autofree char *title = foyer_lead_text_title (foyer_outbox_row_get_lead (row));

  self->row = g_object_ref (row);
  g_set_object (&self->picklists, picklists);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  fill (self);
  update_actions (self);
  return self;
}
