/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead: three states a field, notification only on change, copies, differences and the form it is kept in. */

#include "foyer-lead.h"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

/* Would catch a row of the table whose property, names or kind do not hang together, or that was added twice. */
static void
test_table (void)
{
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      g_assert_nonnull (info->property);
      g_assert_nonnull (info->label);
      g_assert_cmpuint (foyer_lead_field_from_property (info->property), ==, field);
      g_assert_cmpint (field < FOYER_N_WRITTEN_FIELDS, ==, info->write_names[0] != NULL);
      if (info->picklist != FOYER_PICKLIST_NONE)
        g_assert_cmpint (info->kind, ==, FOYER_KIND_ID);
      if (field < FOYER_N_WRITTEN_FIELDS)
        {
          g_assert_cmpuint (foyer_lead_field_from_short_name (info->short_name), ==, field);
          for (guint i = 0; info->write_names[i] != NULL; i++)
            g_assert_cmpuint (foyer_lead_field_from_wire_name (info->write_names[i]), ==, field);
        }
    }
  g_assert_cmpuint (foyer_lead_field_from_wire_name ("CHANNEL"), ==, FOYER_LEAD_CHANNEL);
  g_assert_cmpuint (foyer_lead_field_from_wire_name ("channelId"), ==, FOYER_LEAD_CHANNEL);
  g_assert_cmpuint (foyer_lead_field_from_wire_name ("customFields[0].fieldValue"), ==, FOYER_LEAD_CUSTOM_FIELDS);
  g_assert_cmpuint (foyer_lead_field_from_wire_name ("customFields.12"), ==, FOYER_LEAD_CUSTOM_FIELDS);
  g_assert_cmpuint (foyer_lead_field_from_wire_name ("nonsense"), ==, FOYER_LEAD_NO_FIELD);
  g_assert_cmpuint (foyer_lead_field_from_wire_name (""), ==, FOYER_LEAD_NO_FIELD);
  g_assert_cmpuint (foyer_lead_field_from_wire_name (NULL), ==, FOYER_LEAD_NO_FIELD);
}

static void
set_any (FoyerLead *lead, FoyerLeadField field, guint salt)
{
  g_autofree char *text = g_strdup_printf ("text %u", field + salt);
  g_autoptr (FoyerCustomFields) custom = foyer_custom_fields_with (NULL, field + salt, text);

  switch (foyer_lead_field_get_info (field)->kind)
    {
    case FOYER_KIND_TEXT:
      foyer_lead_set_text (lead, field, text);
      break;
    case FOYER_KIND_CUSTOM:
      foyer_lead_set_custom_fields (lead, custom);
      break;
    case FOYER_KIND_ID:
    case FOYER_KIND_DATE:
    default:
      foyer_lead_set_id (lead, field, 1 + field + salt);
    }
}

/* Would catch a setter that notifies without a change, or changes without notifying, for any field of the table. */
static void
test_notify (void)
{
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      g_autoptr (FoyerLead) lead = foyer_lead_new ();
      guint count = 0;

      g_signal_connect (lead, "notify", G_CALLBACK (count_cb), &count);
      set_any (lead, field, 1);
      g_assert_cmpuint (count, ==, 1);
      g_assert_true (foyer_lead_is_set (lead, field));
      set_any (lead, field, 1);
      g_assert_cmpuint (count, ==, 1);
      set_any (lead, field, 2);
      g_assert_cmpuint (count, ==, 2);
      foyer_lead_clear (lead, field);
      g_assert_cmpuint (count, ==, 3);
      foyer_lead_clear (lead, field);
      g_assert_cmpuint (count, ==, 3);
      foyer_lead_forget (lead, field);
      g_assert_cmpuint (count, ==, 4);
      g_assert_false (foyer_lead_is_known (lead, field));
    }
}

/* Would catch an unknown field that a binding's write-back of its empty look turns into "cleared". */
static void
test_unknown_is_never_cleared_by_looking (void)
{
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);

  g_assert_false (foyer_lead_is_known (lead, FOYER_LEAD_INDUSTRY));
  g_assert_false (foyer_lead_is_known (lead, FOYER_LEAD_CUSTOM_FIELDS));
  g_assert_true (foyer_lead_is_known (lead, FOYER_LEAD_QUALITY));
  g_object_set (lead, "industry-id", (gint64) 0, "custom-fields", NULL, NULL);
  g_assert_false (foyer_lead_is_known (lead, FOYER_LEAD_INDUSTRY));
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, 0);

  foyer_lead_clear (lead, FOYER_LEAD_INDUSTRY);
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, FOYER_FIELD_BIT (FOYER_LEAD_INDUSTRY));
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 405);
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, FOYER_FIELD_BIT (FOYER_LEAD_INDUSTRY));
}

/* Would catch a difference that is none (a space at the end), or one that is missed. */
static void
test_diff (void)
{
  g_autoptr (FoyerLead) base = foyer_lead_new ();
  g_autoptr (FoyerLead) lead = NULL;

  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (base, FOYER_LEAD_COMPANY, 7);
  lead = foyer_lead_copy (base);
  g_assert_true (foyer_lead_equal (lead, base));
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala ");
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, 0);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
  g_assert_cmpuint (foyer_lead_diff (lead, NULL), ==,
                    FOYER_FIELD_BIT (FOYER_LEAD_NAME) | FOYER_FIELD_BIT (FOYER_LEAD_COMPANY));

  foyer_lead_take_field (lead, base, FOYER_LEAD_NAME);
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  g_assert_cmpuint (foyer_lead_diff (lead, base), ==, FOYER_FIELD_BIT (FOYER_LEAD_COMPANY));
  g_assert_cmpint (foyer_lead_get_id (lead, FOYER_LEAD_COMPANY), ==, 7);
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  g_assert_true (foyer_lead_equal (lead, base));
}

/* Would catch a field or state that a draft does not bring back, and a file of another version that is not read. */
static void
test_variant (void)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_platform (41);
  g_autoptr (FoyerLead) back = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GVariant) other = NULL;

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (field != FOYER_LEAD_INDUSTRY && field != FOYER_LEAD_OWNER)
      set_any (lead, field, 3);
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_PERSON);
  variant = g_variant_ref_sink (foyer_lead_to_variant (lead));
  back = foyer_lead_new_from_variant (variant);
  g_assert_cmpstr (foyer_lead_get_uuid (back), ==, foyer_lead_get_uuid (lead));
  g_assert_true (foyer_lead_equal (back, lead));
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      g_assert_cmpint (foyer_lead_get_state (back, field), ==, foyer_lead_get_state (lead, field));
      g_assert_true (foyer_lead_field_equal (back, lead, field));
    }

  g_clear_object (&back);
  other = g_variant_ref_sink (
      g_variant_new_parsed ("{'name': <5>, 'quality-id': <int64 2>, 'flavour': <'mint'>,"
                            " 'stage-id': <int64 -3>, 'unknown': <['flavour', 'industry-id']>}"));
  back = foyer_lead_new_from_variant (other);
  g_assert_cmpint (foyer_lead_get_id (back, FOYER_LEAD_QUALITY), ==, 2);
  g_assert_false (foyer_lead_is_set (back, FOYER_LEAD_NAME));
  g_assert_false (foyer_lead_is_set (back, FOYER_LEAD_STAGE));
  g_assert_false (foyer_lead_is_known (back, FOYER_LEAD_INDUSTRY));
}

/* Would catch a custom field that is lost, doubled or sent again without a change. */
static void
test_custom_fields (void)
{
  g_autoptr (FoyerCustomFields) one = foyer_custom_fields_with (NULL, 12, "Vegan");
  g_autoptr (FoyerCustomFields) two = foyer_custom_fields_with (one, 3, "Terrace");
  g_autoptr (FoyerCustomFields) again = foyer_custom_fields_with (two, 12, "Vegan");
  g_autoptr (FoyerCustomFields) other = foyer_custom_fields_with (two, 12, "Halal");
  g_autoptr (FoyerCustomFields) less = foyer_custom_fields_without (two, 3);
  g_autoptr (FoyerCustomFields) difference = foyer_custom_fields_changed_since (less, two);

  g_assert_cmpuint (foyer_custom_fields_get_n (two), ==, 2);
  g_assert_cmpint (foyer_custom_fields_get_number (two, 0), ==, 3);
  g_assert_true (foyer_custom_fields_equal (two, again));
  g_assert_false (foyer_custom_fields_equal (two, other));
  g_assert_true (foyer_custom_fields_equal (less, one));
  g_assert_cmpstr (foyer_custom_fields_lookup (other, 12), ==, "Halal");
  g_assert_null (foyer_custom_fields_lookup (one, 3));
  g_assert_cmpuint (foyer_custom_fields_get_n (difference), ==, 1);
  g_assert_cmpstr (foyer_custom_fields_lookup (difference, 3), ==, "");
  g_assert_true (foyer_custom_fields_equal (NULL, NULL));
}

static gpointer
hold_and_let_go (gpointer data)
{
  for (guint i = 0; i < 50000; i++)
    {
      foyer_custom_fields_ref (data);
      foyer_custom_fields_unref (data);
    }
  return NULL;
}

/* Would catch: a count of references that threads get wrong. Copies of a lead share the value, and are made and let go
 * of where a row is packed, sent and compared. */
static void
test_custom_fields_on_threads (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (FoyerCustomFields) fields = foyer_custom_fields_with (NULL, 12, "Vegan");
      GThread *threads[4];

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("holder", hold_and_let_go, fields);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      g_assert_cmpstr (foyer_custom_fields_lookup (fields, 12), ==, "Vegan");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/lead/table", test_table);
  g_test_add_func ("/core/lead/notify", test_notify);
  g_test_add_func ("/core/lead/unknown-is-never-cleared-by-looking", test_unknown_is_never_cleared_by_looking);
  g_test_add_func ("/core/lead/diff", test_diff);
  g_test_add_func ("/core/lead/variant", test_variant);
  g_test_add_func ("/core/lead/custom-fields", test_custom_fields);
  g_test_add_func ("/core/lead/custom-fields-on-threads", test_custom_fields_on_threads);
  return g_test_run ();
}
