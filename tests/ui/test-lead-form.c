/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: every field's row says what the lead says, both ways; what must be filled, what is wrong and what is not
 * known is shown and told to a screen reader when it should be, and not before. */

#include "foyer-announce.h"
#include "foyer-custom-fields-group.h"
#include "foyer-error.h"
#include "foyer-field-mark.h"
#include "foyer-lead-form.h"
#include "foyer-party-row.h"
#include "foyer-picklist-row.h"
#include "foyer-text-row.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct
{
  GtkWidget *window;
  FoyerLeadForm *form;
  FoyerLeadEdit *edit;
  FoyerLead *lead;
  FoyerPicklists *picklists; /* owned */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->picklists = foyer_ui_test_picklists_new ();
  fixture->form = foyer_lead_form_new ();
  fixture->edit = foyer_lead_form_get_edit (fixture->form);
  fixture->lead = foyer_lead_edit_get_lead (fixture->edit);
  foyer_lead_edit_set_picklists (fixture->edit, fixture->picklists);
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->form), 900, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_object_unref (fixture->picklists);
}

static GtkWidget *
get_row (Fixture *fixture, FoyerLeadField field)
{
  return foyer_lead_form_get_row (fixture->form, field);
}

static FoyerFieldMark *
get_mark (Fixture *fixture, FoyerLeadField field)
{
  FoyerFieldMark *mark = FOYER_FIELD_MARK (shell_find (get_row (fixture, field), FOYER_TYPE_FIELD_MARK));

  g_assert_cmpint (foyer_field_mark_get_field (mark), ==, field);
  return mark;
}

static FoyerLead *
platform_lead_new (void)
{
  FoyerLead *lead = foyer_lead_new_from_platform (77);

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, "Harbour Hotel");
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, "Ann Berg");
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 15);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 21);
  foyer_lead_set_id (lead, FOYER_LEAD_SUBTYPE, 211);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 32);
  foyer_lead_set_id (lead, FOYER_LEAD_OWNER, 103);
  return lead;
}

/* The property of a row that stands for its field. */
static const char *
value_property (GtkWidget *row)
{
  if (FOYER_IS_PICKLIST_ROW (row))
    return "selected-id";
  if (FOYER_IS_PARTY_ROW (row))
    return "party-id";
  if (FOYER_IS_CUSTOM_FIELDS_GROUP (row))
    return "custom-fields";
  return "text";
}

static void
assert_same_value (Fixture *fixture, FoyerLeadField field)
{
  GtkWidget *row = get_row (fixture, field);
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  GObjectClass *klass = G_OBJECT_GET_CLASS (fixture->lead);
  GParamSpec *pspec = g_object_class_find_property (klass, info->property);
  g_auto (GValue) of_row = G_VALUE_INIT, of_lead = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (row), value_property (row), &of_row);
  g_object_get_property (G_OBJECT (fixture->lead), info->property, &of_lead);
  if (g_param_values_cmp (pspec, &of_row, &of_lead) != 0 && info->kind != FOYER_KIND_CUSTOM)
    g_error ("The row of %s says something else than the lead", info->property);
}

/* Would catch a row that is bound to another field, in one direction only, or not at all: also that of a field added
 * later. */
static void
test_bindings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerCustomFields) fields = foyer_custom_fields_with (NULL, 81, "Vegan");
  g_autoptr (FoyerCustomFields) others = foyer_custom_fields_with (fields, 82, "Terrace");

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      GtkWidget *row = get_row (fixture, field);
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      g_assert_nonnull (row);
      switch (info->kind)
        {
        case FOYER_KIND_TEXT:
          foyer_lead_set_text (fixture->lead, field, "From the lead");
          assert_same_value (fixture, field);
          g_object_set (row, "text", "From the row", NULL);
          g_assert_cmpstr (foyer_lead_get_text (fixture->lead, field), ==, "From the row");
          g_object_set (row, "text", "", NULL);
          g_assert_false (foyer_lead_is_set (fixture->lead, field));
          break;
        case FOYER_KIND_ID:
          foyer_lead_set_id (fixture->lead, field, 21);
          assert_same_value (fixture, field);
          g_object_set (row, value_property (row), (gint64) 22, NULL);
          g_assert_cmpint (foyer_lead_get_id (fixture->lead, field), ==, 22);
          g_object_set (row, value_property (row), (gint64) 0, NULL);
          g_assert_false (foyer_lead_is_set (fixture->lead, field));
          break;
        case FOYER_KIND_CUSTOM:
          foyer_lead_set_custom_fields (fixture->lead, fields);
          g_assert_true (foyer_custom_fields_equal (
              foyer_custom_fields_group_get_custom_fields (FOYER_CUSTOM_FIELDS_GROUP (row)), fields));
          g_object_set (row, value_property (row), others, NULL);
          g_assert_true (foyer_custom_fields_equal (foyer_lead_get_custom_fields (fixture->lead), others));
          break;
        case FOYER_KIND_DATE:
        default:
          g_assert_not_reached ();
        }
    }
}

/* Would catch opening a lead that writes into it: a form that was only looked at must not be worth saving. */
static void
test_opening_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_form_open (fixture->form, base);
  foyer_ui_test_settle ();
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 0);
  g_assert_true (foyer_lead_equal (fixture->lead, base));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    assert_same_value (fixture, field);
  foyer_lead_form_start_new (fixture->form, NULL);
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 0);
}

/* Would catch a row that stays for a field that has no meaning, or that is missing where it has one. */
static void
test_what_applies (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_COMPANY)));
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_CONTACT)));
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_STAGE_REASON)));
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_SUBTYPE)));

  g_object_set (shell_find (GTK_WIDGET (fixture->form), ADW_TYPE_TOGGLE_GROUP), "active-name", "person", NULL);
  g_assert_cmpint (foyer_lead_get_belongs_to (fixture->lead), ==, FOYER_BELONGS_TO_PERSON);
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_COMPANY)));
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_LEAD_CONTACT)));
  g_assert_true (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_CONTACT)));

  foyer_lead_set_id (fixture->lead, FOYER_LEAD_STAGE, 15);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 21);
  g_assert_true (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_STAGE_REASON)));
  g_assert_true (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_SUBTYPE)));
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_STAGE, 12);
  g_assert_false (gtk_widget_get_visible (get_row (fixture, FOYER_LEAD_STAGE_REASON)));
}

/* Would catch a subtype that is lost, or one of another type that stays, whichever of the two comes first. */
static void
test_type_and_subtype (Fixture *fixture, gconstpointer data)
{
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SUBTYPE, 212);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 21);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_SUBTYPE), ==, 212);
  assert_same_value (fixture, FOYER_LEAD_SUBTYPE);

  g_object_set (get_row (fixture, FOYER_LEAD_TYPE), "selected-id", (gint64) 22, NULL);
  g_assert_false (foyer_lead_is_set (fixture->lead, FOYER_LEAD_SUBTYPE));
  g_object_set (get_row (fixture, FOYER_LEAD_SUBTYPE), "selected-id", (gint64) 221, NULL);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_SUBTYPE), ==, 221);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_TYPE), ==, 22);
}

/* Would catch a requirement that is only told after it was broken. */
static void
test_required_from_the_start (Fixture *fixture, gconstpointer data)
{
  const FoyerLeadField required[] = { FOYER_LEAD_NAME,  FOYER_LEAD_COMPANY, FOYER_LEAD_LEAD_CONTACT, FOYER_LEAD_QUALITY,
                                      FOYER_LEAD_STAGE, FOYER_LEAD_TYPE,    FOYER_LEAD_SOURCE };
  gboolean shown = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    gtk_test_accessible_assert_property (foyer_field_mark_get_target (get_mark (fixture, required[i])),
                                         GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  gtk_test_accessible_assert_property (foyer_field_mark_get_target (get_mark (fixture, FOYER_LEAD_CHANNEL)),
                                       GTK_ACCESSIBLE_PROPERTY_REQUIRED, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_mark (fixture, FOYER_LEAD_NAME))));
  g_object_get (get_row (fixture, FOYER_LEAD_QUALITY), "required", &shown, NULL);
  g_assert_true (shown);

  g_object_set (get_row (fixture, FOYER_LEAD_NAME), "text", "Gala", NULL);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_QUALITY, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_mark (fixture, FOYER_LEAD_NAME))));
  g_object_get (get_row (fixture, FOYER_LEAD_QUALITY), "required", &shown, NULL);
  g_assert_false (shown);
}

static void
assert_invalid (Fixture *fixture, FoyerLeadField field, gboolean invalid)
{
  FoyerFieldMark *mark = get_mark (fixture, field);
  GtkAccessible *target = GTK_ACCESSIBLE (foyer_field_mark_get_target (mark));

  g_assert_cmpint (gtk_widget_has_css_class (get_row (fixture, field), "error"), ==, invalid);
  g_assert_cmpint (gtk_test_accessible_has_state (target, GTK_ACCESSIBLE_STATE_INVALID), ==, invalid);
  g_assert_cmpint (gtk_test_accessible_has_relation (target, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE), ==, invalid);
}

/* Would catch a form that scolds while somebody types, one that never says what is wrong, or a screen reader that is
 * left behind. */
static void
test_problem_after_leaving (Fixture *fixture, gconstpointer data)
{
  foyer_lead_form_focus_field (fixture->form, FOYER_LEAD_NAME);
  g_object_set (get_row (fixture, FOYER_LEAD_NAME), "text", "G", NULL);
  g_object_set (get_row (fixture, FOYER_LEAD_NAME), "text", "", NULL);
  g_assert_null (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_NAME)));
  assert_invalid (fixture, FOYER_LEAD_NAME, FALSE);

  foyer_lead_form_focus_field (fixture->form, FOYER_LEAD_QUALITY);
  foyer_ui_test_settle ();
  g_assert_cmpstr (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_NAME)), ==, "Name is missing.");
  g_assert_null (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_QUALITY)));
  assert_invalid (fixture, FOYER_LEAD_NAME, TRUE);

  g_object_set (get_row (fixture, FOYER_LEAD_NAME), "text", "Gala", NULL);
  g_assert_null (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_NAME)));
  assert_invalid (fixture, FOYER_LEAD_NAME, FALSE);
}

/* Would catch a new lead that begins with a problem, because the focus was in its row when the last one was left. */
static void
test_nothing_left_yet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_form_open (fixture->form, base);
  foyer_lead_form_focus_field (fixture->form, FOYER_LEAD_SOURCE);
  foyer_lead_form_start_new (fixture->form, NULL);
  foyer_lead_form_focus_field (fixture->form, FOYER_LEAD_NAME);
  foyer_ui_test_settle ();
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    g_assert_null (foyer_field_mark_get_message (get_mark (fixture, field)));
}

/* Would catch a save that sends a lead with problems, or tells only one of them, or leaves the focus where it was. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  GtkWidget *quality = get_row (fixture, FOYER_LEAD_QUALITY);

  g_object_set (get_row (fixture, FOYER_LEAD_NAME), "text", "Gala", NULL);
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_CONTACT, 15);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_TYPE, 23);
  g_assert_false (foyer_lead_form_check (fixture->form));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == quality);
  g_assert_cmpstr (foyer_announce_get_last (GTK_WIDGET (fixture->form)), ==, "Quality is missing. 3 fields to go.");
  assert_invalid (fixture, FOYER_LEAD_QUALITY, TRUE);
  assert_invalid (fixture, FOYER_LEAD_INDUSTRY, TRUE);
  assert_invalid (fixture, FOYER_LEAD_SOURCE, TRUE);
  assert_invalid (fixture, FOYER_LEAD_NAME, FALSE);

  foyer_lead_set_id (fixture->lead, FOYER_LEAD_QUALITY, 1);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_INDUSTRY, 405);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SOURCE, 32);
  g_assert_true (foyer_lead_form_check (fixture->form));

  foyer_lead_form_open (fixture->form, base);
  g_assert_true (foyer_lead_form_check (fixture->form));
  assert_invalid (fixture, FOYER_LEAD_INDUSTRY, FALSE);
}

/* Would catch an industry that is asked for, or emptied, because the platform's list does not tell it. */
static void
test_unknown_industry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_lead_form_open (fixture->form, base);
  g_assert_cmpstr (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_INDUSTRY)), ==,
                   "Kept as it is on the platform. Choose one to set it.");
  gtk_test_accessible_assert_property (get_row (fixture, FOYER_LEAD_INDUSTRY), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "As on the platform");
  assert_invalid (fixture, FOYER_LEAD_INDUSTRY, FALSE);

  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (fixture, FOYER_LEAD_INDUSTRY)), 2);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_INDUSTRY), ==, 405);
  g_assert_null (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_INDUSTRY)));
  foyer_lead_edit_revert_field (fixture->edit, FOYER_LEAD_INDUSTRY);
  g_assert_false (foyer_lead_is_known (fixture->lead, FOYER_LEAD_INDUSTRY));
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 0);
}

/* Would catch custom fields that are emptied on the platform because one was added here and taken back. */
static void
test_unknown_custom_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  FoyerCustomFieldsGroup *group = FOYER_CUSTOM_FIELDS_GROUP (get_row (fixture, FOYER_LEAD_CUSTOM_FIELDS));
  GtkWidget *row = NULL;

  foyer_lead_form_open (fixture->form, base);
  g_assert_nonnull (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_CUSTOM_FIELDS)));
  foyer_custom_fields_group_add_field (group, 81, NULL);
  row = foyer_custom_fields_group_get_row (group, 81);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Field 81");
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (row), "Vegan");
  g_assert_cmpstr (foyer_custom_fields_lookup (foyer_lead_get_custom_fields (fixture->lead), 81), ==, "Vegan");
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 1);
  g_signal_emit_by_name (row, "removed");
  g_assert_cmpuint (foyer_lead_edit_get_n_changed (fixture->edit), ==, 0);
  g_assert_false (foyer_lead_is_known (fixture->lead, FOYER_LEAD_CUSTOM_FIELDS));
}

/* Would catch the platform's words at no field, at the wrong one, or a missing custom field nobody offers to add. */
static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  FoyerCustomFieldsGroup *group = FOYER_CUSTOM_FIELDS_GROUP (get_row (fixture, FOYER_LEAD_CUSTOM_FIELDS));

  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SOURCE, 32);
  g_assert_cmpint (foyer_lead_form_refuse (fixture->form, FOYER_LEAD_SOURCE, 0, "is closed"), ==, FOYER_LEAD_SOURCE);
  g_assert_cmpstr (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_SOURCE)), ==,
                   "The platform says: is closed");
  assert_invalid (fixture, FOYER_LEAD_SOURCE, TRUE);
  foyer_lead_form_refuse (fixture->form, FOYER_LEAD_SOURCE, 23017, "is closed");
  g_assert_cmpstr (foyer_field_mark_get_message (get_mark (fixture, FOYER_LEAD_SOURCE)), ==,
                   "Source is missing. The platform says: is closed");
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SOURCE, 31);
  assert_invalid (fixture, FOYER_LEAD_SOURCE, FALSE);

  g_assert_cmpint (foyer_lead_form_refuse (fixture->form, FOYER_LEAD_CUSTOM_FIELDS, 0, "Custom field 83 is required"),
                   ==, FOYER_LEAD_CUSTOM_FIELDS);
  g_signal_emit_by_name (get_mark (fixture, FOYER_LEAD_CUSTOM_FIELDS), "offer-taken");
  g_assert_nonnull (foyer_custom_fields_group_get_row (group, 83));

  /* The platform may call the one contact by the name of the other. */
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_COMPANY);
  g_assert_cmpint (foyer_lead_form_refuse (fixture->form, FOYER_LEAD_CONTACT, 0, "is unknown"), ==,
                   FOYER_LEAD_LEAD_CONTACT);
  g_assert_cmpint (foyer_lead_form_refuse (fixture->form, FOYER_LEAD_NO_FIELD, 0, "is wrong"), ==, FOYER_LEAD_NO_FIELD);
}

/* Would catch a change that is not marked, or a mark that does not take it back. */
static void
test_revert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  GtkWidget *mark = NULL;

  foyer_lead_form_open (fixture->form, base);
  mark = GTK_WIDGET (get_mark (fixture, FOYER_LEAD_QUALITY));
  g_assert_false (gtk_widget_get_visible (mark));
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (fixture, FOYER_LEAD_QUALITY)), 1);
  g_assert_true (gtk_widget_get_visible (mark));
  g_signal_emit_by_name (shell_find (mark, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_QUALITY), ==, 2);
  g_assert_false (gtk_widget_get_visible (mark));
}

/* Would catch a name that stays with another person's id. */
static void
test_contact_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();
  g_autoptr (FoyerParty) person = foyer_party_new (FOYER_PARTY_PERSON, 99, "Carl Dahl");
  GtkWidget *lead_contact = get_row (fixture, FOYER_LEAD_LEAD_CONTACT);
  GtkWidget *contact = get_row (fixture, FOYER_LEAD_CONTACT);

  foyer_lead_form_open (fixture->form, base);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lead_contact)), ==, "Ann Berg");
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpint (foyer_party_row_get_party_id (FOYER_PARTY_ROW (contact)), ==, 13);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (contact)), ==, "Ann Berg");
  foyer_party_row_choose (FOYER_PARTY_ROW (contact), person);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_CONTACT_NAME), ==, "Carl Dahl");
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_COMPANY);
  g_assert_cmpint (foyer_party_row_get_party_id (FOYER_PARTY_ROW (lead_contact)), ==, 13);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lead_contact)), ==, "Ann Berg");
  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (contact)), ==, "Carl Dahl");
}

/* Would catch a person whose company has to be chosen a second time, or one that overrules the chosen company. */
static void
test_person_brings_company (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerParty) person = foyer_party_new (FOYER_PARTY_PERSON, 13, "Ann Berg");
  FoyerPartyRow *row = FOYER_PARTY_ROW (get_row (fixture, FOYER_LEAD_LEAD_CONTACT));

  foyer_party_set_company (person, 7, "Harbour Hotel");
  foyer_party_row_choose (row, person);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_COMPANY), ==, 7);
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_LEAD_CONTACT), ==, 13);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_row (fixture, FOYER_LEAD_COMPANY))), ==, "Harbour Hotel");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Ann Berg");
}

/* Would catch Tab that ends in the description, or walks in another order than the eye. */
static void
test_tab_order (Fixture *fixture, gconstpointer data)
{
  const FoyerLeadField order[] = { FOYER_LEAD_NAME,         FOYER_LEAD_DESCRIPTION, FOYER_LEAD_COMPANY,
                                   FOYER_LEAD_LEAD_CONTACT, FOYER_LEAD_QUALITY,     FOYER_LEAD_STAGE,
                                   FOYER_LEAD_TYPE,         FOYER_LEAD_SOURCE,      FOYER_LEAD_INDUSTRY,
                                   FOYER_LEAD_CHANNEL,      FOYER_LEAD_OWNER };
  guint i = 0;

  foyer_lead_form_focus_field (fixture->form, FOYER_LEAD_NAME);
  for (guint steps = 0; i < G_N_ELEMENTS (order) && steps < 20; steps++)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      GtkWidget *row = get_row (fixture, order[i]);

      if (focus == row || gtk_widget_is_ancestor (focus, row))
        i++;
      gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD);
    }
  g_assert_cmpuint (i, ==, G_N_ELEMENTS (order));
}

static void
measure_with (Fixture *fixture, int width)
{
  int minimum = 0, natural = 0;

  gtk_widget_measure (GTK_WIDGET (fixture->form), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  /* Not in front of the person: AdwBreakpointBin 1.7 keeps a picture of what was there before, and forgets to free it
   * when it is given two sizes between two frames. */
  gtk_widget_set_visible (fixture->window, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  foyer_ui_test_wait (200);
  g_assert_cmpint (gtk_widget_get_width (fixture->window), ==, width);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      GtkWidget *row = get_row (fixture, field);
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (row))
        continue;
      g_assert_true (gtk_widget_compute_bounds (row, fixture->window, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width);
    }
}

/* Would catch a form that is wider than a telephone, also with all it can show. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = platform_lead_new ();

  foyer_ui_test_set_items (fixture->picklists, FOYER_PICKLIST_QUALITY, "1:A-Grade:0",
                           "2:A grade whose title has more words in it than anybody would ever want to read in a row:0",
                           NULL);
  foyer_lead_form_open (fixture->form, base);
  foyer_lead_set_text (fixture->lead, FOYER_LEAD_COMPANY_NAME,
                       "The Incorporated Society of People Who Give Their Companies Very Long Names");
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    foyer_lead_edit_refuse (fixture->edit, field, 0,
                            "Thisisarefusalwithoutanyspaceinitwhichstillmustnotmaketheformwider");
  measure_with (fixture, 360);
}

/* Would catch: a button that stays grey, or does nothing, without a word of the number it wants. */
static void
test_custom_field_number (Fixture *fixture, gconstpointer data)
{
  FoyerCustomFieldsGroup *group = FOYER_CUSTOM_FIELDS_GROUP (get_row (fixture, FOYER_LEAD_CUSTOM_FIELDS));
  GtkWidget *add_row = shell_find (GTK_WIDGET (group), ADW_TYPE_ACTION_ROW);
  GtkWidget *popover = shell_find (add_row, GTK_TYPE_POPOVER);
  GtkWidget *entry = shell_find (popover, GTK_TYPE_ENTRY);
  GtkAccessible *accessible = GTK_ACCESSIBLE (entry);

  g_signal_emit_by_name (add_row, "activated");
  foyer_ui_test_settle ();
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE);
  g_assert_nonnull (gtk_entry_get_placeholder_text (GTK_ENTRY (entry)));
  g_signal_emit_by_name (entry, "activate");
  gtk_test_accessible_assert_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_assert_cmpstr (foyer_announce_get_last (entry), ==, "Enter a number above 0.");
  gtk_editable_set_text (GTK_EDITABLE (entry), "82a");
  g_assert_false (gtk_test_accessible_has_state (accessible, GTK_ACCESSIBLE_STATE_INVALID));
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_test_accessible_has_state (accessible, GTK_ACCESSIBLE_STATE_INVALID));
  gtk_editable_set_text (GTK_EDITABLE (entry), "82");
  g_assert_false (gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_signal_emit_by_name (entry, "activate");
  g_assert_nonnull (foyer_custom_fields_group_get_row (group, 82));
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/lead-form/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("bindings", test_bindings);
  ADD ("opening-changes-nothing", test_opening_changes_nothing);
  ADD ("what-applies", test_what_applies);
  ADD ("type-and-subtype", test_type_and_subtype);
  ADD ("required-from-the-start", test_required_from_the_start);
  ADD ("problem-after-leaving", test_problem_after_leaving);
  ADD ("nothing-left-yet", test_nothing_left_yet);
  ADD ("check", test_check);
  ADD ("unknown-industry", test_unknown_industry);
  ADD ("unknown-custom-fields", test_unknown_custom_fields);
  ADD ("refusal", test_refusal);
  ADD ("revert", test_revert);
  ADD ("contact-names", test_contact_names);
  ADD ("person-brings-company", test_person_brings_company);
  ADD ("tab-order", test_tab_order);
  ADD ("narrow", test_narrow);
  ADD ("custom-field-number", test_custom_field_number);
#undef ADD
  return g_test_run ();
}
