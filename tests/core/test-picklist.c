/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picklists and what a row offers of them: the id is the truth, the position follows. */

#include "foyer-picklist-choices.h"
#include "foyer-test-picklists.h"

static GPtrArray *
items_new (const gint64 *ids)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *ids != 0; ids++)
    {
      g_autofree char *title = g_strdup_printf ("Item %" G_GINT64_FORMAT, *ids);

      g_ptr_array_add (items, foyer_picklist_item_new (*ids, title, 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
    }
  return items;
}

static gboolean
update (FoyerPicklist *list, const gint64 *ids)
{
  g_autoptr (GPtrArray) items = items_new (ids);

  return foyer_picklist_update (list, items);
}

typedef struct
{
  guint n;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Changes *changes)
{
  changes->n++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

/* Would catch a refresh that replaces the whole list (and so moves selection and scroll) where one item changed. */
static void
test_update_diffs_by_id (void)
{
  g_autoptr (FoyerPicklist) list = foyer_picklist_new (FOYER_PICKLIST_SOURCE);
  Changes changes = { 0 };

  g_assert_true (update (list, (gint64[]) { 1, 2, 3, 4, 0 }));
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &changes);
  g_assert_false (update (list, (gint64[]) { 1, 2, 3, 4, 0 }));
  g_assert_cmpuint (changes.n, ==, 0);
  g_assert_true (update (list, (gint64[]) { 1, 2, 5, 3, 4, 0 }));
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.position, ==, 2);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 1);
  g_assert_true (update (list, (gint64[]) { 1, 1, 2, 5, 3, 4, 4, 6, 0 }));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 6);
}

/* Would catch a retired id that is forgotten (old leads would lose their words) or that can still be chosen. */
static void
test_gone_is_retired (void)
{
  g_autoptr (FoyerPicklist) list = foyer_picklist_new (FOYER_PICKLIST_SOURCE);

  update (list, (gint64[]) { 1, 2, 3, 0 });
  update (list, (gint64[]) { 1, 3, 0 });
  g_assert_nonnull (foyer_picklist_lookup (list, 2));
  g_assert_true (foyer_picklist_item_get_retired (foyer_picklist_lookup (list, 2)));
  g_assert_cmpstr (foyer_picklist_item_get_title (foyer_picklist_lookup (list, 2)), ==, "Item 2");
  g_assert_false (foyer_picklist_item_can_be_chosen (foyer_picklist_lookup (list, 2)));
  g_assert_false (update (list, (gint64[]) { 1, 3, 0 }));
  update (list, (gint64[]) { 2, 0 });
  g_assert_false (foyer_picklist_item_get_retired (foyer_picklist_lookup (list, 2)));
  g_assert_true (foyer_picklist_item_get_retired (foyer_picklist_lookup (list, 1)));
}

/* Would catch an ambiguous title that is taken for one item, and a title that is not found because of its case. */
static void
test_find_title (void)
{
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  FoyerPicklist *reasons = foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE_REASON);
  FoyerPicklist *stages = foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE);
  g_autoptr (GPtrArray) both = foyer_picklist_find_title (reasons, " other ", 0);
  g_autoptr (GPtrArray) one = foyer_picklist_find_title (reasons, "OTHER", 16);
  g_autoptr (GPtrArray) opportunity = foyer_picklist_find_title (stages, "Opportunity", 0);

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (foyer_picklist_item_get_id (one->pdata[0]), ==, 163);
  g_assert_cmpuint (opportunity->len, ==, 0);
}

static gint64
id_at (FoyerPicklistChoices *choices, guint position)
{
  g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (choices), position);

  g_assert_nonnull (item);
  return foyer_picklist_item_get_id (item);
}

static guint
n_of (FoyerPicklistChoices *choices)
{
  return g_list_model_get_n_items (G_LIST_MODEL (choices));
}

static void
assert_selected (FoyerPicklistChoices *choices, gint64 id)
{
  g_assert_cmpint (foyer_picklist_choices_get_selected_id (choices), ==, id);
  g_assert_cmpint (id_at (choices, foyer_picklist_choices_get_selected_position (choices)), ==, id);
}

/* Would catch a refresh, a retired item, or a list that is emptied and filled again, that changes the lead's id. */
static void
test_choices_keep_the_id (void)
{
  g_autoptr (FoyerPicklist) list = foyer_picklist_new (FOYER_PICKLIST_SOURCE);
  g_autoptr (FoyerPicklistChoices) choices = foyer_picklist_choices_new ();

  foyer_picklist_choices_set_selected_id (choices, 3);
  assert_selected (choices, 3);
  foyer_picklist_choices_set_picklist (choices, list);
  assert_selected (choices, 3);
  update (list, (gint64[]) { 1, 2, 3, 4, 0 });
  assert_selected (choices, 3);
  g_assert_cmpuint (n_of (choices), ==, 5);
  update (list, (gint64[]) { 4, 3, 2, 1, 0 });
  assert_selected (choices, 3);
  update (list, (gint64[]) { 4, 2, 1, 0 });
  assert_selected (choices, 3);
  g_assert_cmpuint (n_of (choices), ==, 5);
  g_assert_cmpuint (foyer_picklist_choices_get_selected_position (choices), ==, 4);
  update (list, (gint64[]) { 0 });
  assert_selected (choices, 3);
  update (list, (gint64[]) { 1, 2, 3, 0 });
  assert_selected (choices, 3);

  foyer_picklist_choices_set_selected_id (choices, 1);
  g_assert_cmpuint (n_of (choices), ==, 4);
  assert_selected (choices, 1);
  foyer_picklist_choices_set_selected_id (choices, 0);
  assert_selected (choices, 0);
  foyer_picklist_choices_set_picklist (choices, NULL);
  g_assert_cmpuint (n_of (choices), ==, 1);
}

/* Would catch reasons and subtypes of another parent that are offered, or a chosen one that vanishes when the parent
 * comes later. */
static void
test_choices_under_a_parent (void)
{
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  g_autoptr (FoyerPicklistChoices) choices = foyer_picklist_choices_new ();

  foyer_picklist_choices_set_picklist (choices, foyer_picklists_get (picklists, FOYER_PICKLIST_SUBTYPE));
  g_assert_cmpuint (n_of (choices), ==, 1);
  foyer_picklist_choices_set_selected_id (choices, 221);
  g_assert_cmpuint (n_of (choices), ==, 2);
  assert_selected (choices, 221);
  foyer_picklist_choices_set_parent_id (choices, 22);
  g_assert_cmpuint (n_of (choices), ==, 3);
  assert_selected (choices, 221);
  foyer_picklist_choices_set_parent_id (choices, 21);
  g_assert_cmpuint (n_of (choices), ==, 5);
  assert_selected (choices, 221);
}

/* Would catch an opportunity's stage that is offered for a lead. */
static void
test_choices_for_leads (void)
{
  g_autoptr (FoyerPicklists) picklists = foyer_test_picklists_new ();
  g_autoptr (FoyerPicklistChoices) choices = foyer_picklist_choices_new ();

  foyer_picklist_choices_set_picklist (choices, foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE));
  for (guint i = 0; i < n_of (choices); i++)
    g_assert_cmpint (id_at (choices, i), !=, 18);
}

static void
settling_cb (FoyerPicklistChoices *choices, guint position, guint removed, guint added, gboolean *settling)
{
  *settling = foyer_picklist_choices_get_settling (choices);
}

/* Would catch a widget's own move of its selection, during a change of the list, being taken for a person's choice. */
static void
test_choices_settle (void)
{
  g_autoptr (FoyerPicklist) list = foyer_picklist_new (FOYER_PICKLIST_SOURCE);
  g_autoptr (FoyerPicklistChoices) choices = foyer_picklist_choices_new ();
  gboolean settling = FALSE;

  foyer_picklist_choices_set_picklist (choices, list);
  g_signal_connect (choices, "items-changed", G_CALLBACK (settling_cb), &settling);
  update (list, (gint64[]) { 1, 2, 0 });
  g_assert_true (settling);
  g_assert_false (foyer_picklist_choices_get_settling (choices));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/picklist/update-diffs-by-id", test_update_diffs_by_id);
  g_test_add_func ("/core/picklist/gone-is-retired", test_gone_is_retired);
  g_test_add_func ("/core/picklist/find-title", test_find_title);
  g_test_add_func ("/core/picklist-choices/keep-the-id", test_choices_keep_the_id);
  g_test_add_func ("/core/picklist-choices/under-a-parent", test_choices_under_a_parent);
  g_test_add_func ("/core/picklist-choices/for-leads", test_choices_for_leads);
  g_test_add_func ("/core/picklist-choices/settle", test_choices_settle);
  return g_test_run ();
}
