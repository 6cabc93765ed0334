/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a key turns out to be able to do, as it is found out, and then whose leads are "mine". */

#include "config.h"

#include "foyer-check-page.h"

#include "foyer-error-text.h"
#include "foyer-picklist-row.h"
#include "foyer-ui.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *off; /* what it means that it is off */
} subjects[FOYER_N_CHECKS] = {
  [FOYER_CHECK_PING] = { N_ ("Reach the platform"), NULL },
  /* Translators: what a key may do */
  [FOYER_CHECK_LEADS] = { N_ ("List leads"), N_ ("New leads can be entered, but not found and changed later.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_COMPANIES] = { N_ ("Find companies"), N_ ("Leads of a company cannot be entered.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_CONTACTS] = { N_ ("Find people"), N_ ("The person of a lead cannot be chosen.") },
  [FOYER_CHECK_OWNERS] = { N_ ("List sales people"), N_ ("The owner of a lead cannot be chosen.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_INDUSTRIES] = { N_ ("List industries"),
                               N_ ("Leads of a person need an industry and cannot be entered.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_QUALITIES] = { N_ ("List qualities"), N_ ("The quality is needed, so no lead can be entered.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_STAGES] = { N_ ("List stages"), N_ ("The stage is needed, so no lead can be entered.") },
  /* Translators: what a key may do */
  [FOYER_CHECK_TYPES] = { N_ ("List types"), N_ ("The type is needed, so no lead can be entered.") },
  /* Translators: what a key may do: the sources leads come from */
  [FOYER_CHECK_SOURCES] = { N_ ("List sources"), N_ ("The source is needed, so no lead can be entered.") },
  /* Translators: what a key may do: the channels leads come through */
  [FOYER_CHECK_CHANNELS] = { N_ ("List channels"), N_ ("The channel of a lead cannot be chosen.") },
  [FOYER_CHECK_FILTERS] = { N_ ("Ask for certain leads only"),
                            N_ ("Whether a lead arrived takes longer to find out.") },
};

struct _FoyerCheckPage
{
  AdwNavigationPage parent_instance;

  /* owned */
  FoyerAccount *account;
  FoyerAccountCheck *check;
  FoyerPicklists *picklists; /* nullable until finished */

  /* template */
  GtkWidget *person_group;
  FoyerPicklistRow *person_row;
  AdwPreferencesGroup *subjects_group;
  GtkWidget *done_button;
  AdwActionRow *rows[FOYER_N_CHECKS];
  GtkStack *signs[FOYER_N_CHECKS];
};

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerCheckPage, foyer_check_page, ADW_TYPE_NAVIGATION_PAGE)

static void
update_subject (FoyerCheckPage *self, FoyerCheckSubject subject)
{
  FoyerCheckOutcome outcome = foyer_account_check_get_outcome (self->check, subject);
  static const char *const signs[] = { "waiting", "running", "works", "off" };
  g_autofree char *subtitle = NULL;

  gtk_stack_set_visible_child_name (self->signs[subject], signs[outcome]);
  if (outcome == FOYER_CHECK_IS_OFF)
    {
      const GError *error = foyer_account_check_get_error (self->check, subject);
      const char *off = subjects[subject].off != NULL ? _ (subjects[subject].off) : NULL;

      if (error != NULL && off != NULL)
        subtitle = g_strdup_printf ("%s\n%s", foyer_error_text (error), off);
      else
        subtitle = g_strdup (error != NULL ? foyer_error_text (error) : off);
    }
  adw_action_row_set_subtitle (self->rows[subject], subtitle != NULL ? subtitle : "");
}

static void
progressed_cb (FoyerCheckPage *self, FoyerCheckSubject subject)
{
  update_subject (self, subject);
}

static void
done_cb (FoyerCheckPage *self)
{
  foyer_account_set_user_id (self->account, foyer_picklist_row_get_selected_id (self->person_row));
  g_signal_emit (self, signals[DONE], 0);
}

static GtkWidget *
create_icon (const char *icon_name, const char *spoken, const char *style)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (icon, style);
  return icon;
}

static void
add_subject (FoyerCheckPage *self, FoyerCheckSubject subject)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkStack *sign = GTK_STACK (gtk_stack_new ());
  GtkWidget *spinner = adw_spinner_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (subjects[subject].title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  C_ ("ability of a key", "Being tried"), -1);
  gtk_stack_add_named (sign, adw_bin_new (), "waiting");
  gtk_stack_add_named (sign, spinner, "running");
  gtk_stack_add_named (sign, create_icon ("object-select-symbolic", C_ ("ability of a key", "Works"), "success"),
                       "works");
  gtk_stack_add_named (sign, create_icon ("window-close-symbolic", C_ ("ability of a key", "Off"), "warning"), "off");
  gtk_widget_set_valign (GTK_WIDGET (sign), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, GTK_WIDGET (sign));
  adw_preferences_group_add (self->subjects_group, GTK_WIDGET (row));
  self->rows[subject] = row;
  self->signs[subject] = sign;
}

static void
foyer_check_page_dispose (GObject *object)
{
  FoyerCheckPage *self = FOYER_CHECK_PAGE (object);

  g_clear_object (&self->account);
  g_clear_object (&self->check);
  g_clear_object (&self->picklists);

  G_OBJECT_CLASS (foyer_check_page_parent_class)->dispose (object);
}

static void
foyer_check_page_class_init (FoyerCheckPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = foyer_check_page_dispose;

  signals[DONE] = g_signal_new ("done", FOYER_TYPE_CHECK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FOYER_TYPE_PICKLIST_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, FOYER_UI_PATH "foyer-check-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCheckPage, person_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerCheckPage, person_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerCheckPage, subjects_group);
  gtk_widget_class_bind_template_child (widget_class, FoyerCheckPage, done_button);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
foyer_check_page_init (FoyerCheckPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (FoyerCheckSubject subject = 0; subject < FOYER_N_CHECKS; subject++)
    add_subject (self, subject);
}

/**
 * foyer_check_page_new:
 * @account: the account that is being checked
 * @check: its check, running
 */
FoyerCheckPage *
foyer_check_page_new (FoyerAccount *account, FoyerAccountCheck *check)
{
  FoyerCheckPage *self = g_object_new (FOYER_TYPE_CHECK_PAGE, NULL);

  self->account = g_object_ref (account);
  self->check = g_object_ref (check);
  for (FoyerCheckSubject subject = 0; subject < FOYER_N_CHECKS; subject++)
    update_subject (self, subject);
  g_signal_connect_object (check, "progressed", G_CALLBACK (progressed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * foyer_check_page_finish:
 * @self: the page
 *
 * The check is over: asks who one is, where the platform said who there is, and lets go on.
 */
void
foyer_check_page_finish (FoyerCheckPage *self)
{
  FoyerPicklist *owners;
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (FOYER_IS_CHECK_PAGE (self));

  owners = foyer_account_check_get_owners (self->check);
  if (owners != NULL && g_list_model_get_n_items (G_LIST_MODEL (owners)) > 0)
    {
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (owners)); i++)
        g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (owners), i));
      self->picklists = foyer_picklists_new ();
      foyer_picklist_update (foyer_picklists_get (self->picklists, FOYER_PICKLIST_OWNER), items);
      foyer_picklist_row_set_picklists (self->person_row, self->picklists);
      foyer_picklist_row_set_selected_id (self->person_row, foyer_account_get_user_id (self->account));
      gtk_widget_set_visible (self->person_group, TRUE);
    }
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("The Key Works"));
  gtk_widget_set_sensitive (self->done_button, TRUE);
  gtk_widget_grab_focus (self->done_button);
}
