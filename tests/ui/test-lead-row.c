/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list by itself: why its lead was found. */

#include "foyer-draft.h"
#include "foyer-lead-row.h"
#include "foyer-lead-summary.h"
#include "foyer-ui-test.h"

#include <string.h>

typedef struct
{
  GtkListItem *list_item;
  FoyerLeadSummary *lead;
  FoyerSearch *search;
  GtkWidget *row;
  GtkWidget *window;
} Fixture;

static void
load (Fixture *fixture, const char *excerpt)
{
  foyer_lead_summary_load (
      fixture->lead, &(FoyerLeadSummaryValues) {
                         .name = "Gala dinner", .company = "Harbour Hotel", .person = "Zoë Weiß", .excerpt = excerpt });
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list_item = g_object_new (GTK_TYPE_LIST_ITEM, NULL);
  fixture->row = foyer_lead_row_new (fixture->list_item);
  fixture->lead = foyer_lead_summary_new (7);
  fixture->search = foyer_search_new ("zeppelin");
  fixture->window = foyer_ui_test_window_new (fixture->row, 360, 300);
  load (fixture, NULL);
  foyer_lead_row_set_item (FOYER_LEAD_ROW (fixture->row), fixture->lead);
  foyer_ui_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_clear_pointer (&fixture->search, foyer_search_free);
  g_clear_object (&fixture->lead);
  g_clear_object (&fixture->list_item);
}

static GtkLabel *
find_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static int
natural_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static void
it_shows_and_says_why (Fixture *fixture, gconstpointer data)
{
  /* Would catch: an excerpt that is not seen, not heard, or without a mark on the match; one that leaves a gap when it
   * is gone. */
  const char *text = "…wants the Zeppelin room";
  int height = natural_height (fixture->row);
  GtkLabel *excerpt;
  PangoAttrIterator *attributes;
  int start, end;

  g_assert_null (strstr (gtk_list_item_get_accessible_label (fixture->list_item), "Zeppelin"));
  foyer_lead_row_set_search (FOYER_LEAD_ROW (fixture->row), fixture->search);
  load (fixture, text);
  foyer_ui_test_settle ();
  excerpt = find_label (fixture->row, text);
  g_assert_nonnull (excerpt);
  g_assert_nonnull (gtk_label_get_attributes (excerpt));
  attributes = pango_attr_list_get_iterator (gtk_label_get_attributes (excerpt));
  g_assert_true (pango_attr_iterator_next (attributes));
  pango_attr_iterator_range (attributes, &start, &end);
  pango_attr_iterator_destroy (attributes);
  g_assert_cmpint (start, ==, strstr (text, "Zeppelin") - text);
  g_assert_cmpint (end - start, ==, strlen ("Zeppelin"));
  g_assert_cmpint (natural_height (fixture->row), >, height);
  g_assert_nonnull (strstr (gtk_list_item_get_accessible_label (fixture->list_item), text));

  foyer_lead_row_set_search (FOYER_LEAD_ROW (fixture->row), NULL);
  load (fixture, NULL);
  foyer_ui_test_settle ();
  g_assert_null (find_label (fixture->row, text));
  g_assert_cmpint (natural_height (fixture->row), ==, height);
  g_assert_null (strstr (gtk_list_item_get_accessible_label (fixture->list_item), "Zeppelin"));
}

static void
a_draft_shows_its_person (Fixture *fixture, gconstpointer data)
{
  /* Would catch: a draft that is found by its person and shows only its company. */
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (FoyerSearch) search = foyer_search_new ("weiss");

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, "Harbour Hotel");
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, "Zoë Weiß");
  draft = foyer_draft_new (lead, NULL);
  foyer_lead_row_set_item (FOYER_LEAD_ROW (fixture->row), draft);
  g_assert_null (find_label (fixture->row, "Zoë Weiß"));
  foyer_lead_row_set_search (FOYER_LEAD_ROW (fixture->row), search);
  foyer_lead_row_update (FOYER_LEAD_ROW (fixture->row));
  foyer_ui_test_settle ();
  g_assert_nonnull (find_label (fixture->row, "Zoë Weiß"));
  foyer_lead_row_set_item (FOYER_LEAD_ROW (fixture->row), NULL);
}

#define ADD(name, func) g_test_add ("/ui/lead-row/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
  ADD ("why", it_shows_and_says_why);
  ADD ("draft", a_draft_shows_its_person);
  return g_test_run ();
}
