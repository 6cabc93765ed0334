/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of leads: what a query wants, rows that are loaded when they are looked at, and small changes when the
 * mirror changes. */

#include "foyer-lead-list-model-private.h"
#include "foyer-mirror-file-private.h"
#include "foyer-session-mirror.h"
#include "foyer-session-private.h"
#include "sync-testing.h"

typedef struct
{
  guint n_changes;
  guint n_touched;
  guint n_expected; /* items, by what was told */
} Told;

static void
items_changed_cb (GListModel *list, guint position, guint n_removed, guint n_added, Told *told)
{
  told->n_changes++;
  told->n_touched += n_removed + n_added;
  told->n_expected += n_added - n_removed;
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, told->n_expected);
}

static void
set_up (Desk *desk, guint n_leads)
{
  g_autoptr (GError) error = NULL;
  FoyerMirrorRefresh *mirror;

  desk_set_up_with_leads (desk, n_leads);
  desk_open (desk);
  refresh_picklists (desk, &error);
  g_assert_no_error (error);
  mirror = foyer_session_get_refresh (desk->session);
  foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES),
                                   &error);
  g_assert_no_error (error);
}

static FoyerLeadListModel *
new_list (Desk *desk, const FoyerLeadQuery *query, Told *told)
{
  FoyerLeadListModel *list = foyer_session_new_lead_list (desk->session, query);

  if (told != NULL)
    g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), told);
  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  return list;
}

static FoyerLeadSummary *
get_loaded (FoyerLeadListModel *list, guint position)
{
  FoyerLeadSummary *row = g_list_model_get_item (G_LIST_MODEL (list), position);

  WAIT_UNTIL (foyer_lead_summary_get_is_loaded (row));
  return row;
}

/* Would catch: rows that are not there, not loaded, in another order, or another object each time. */
static void
test_rows (void)
{
  Desk desk;
  Told told = { 0 };
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadSummary) far = NULL;
  g_autoptr (FoyerLeadSummary) again = NULL;
  guint position = 0;

  set_up (&desk, 420);
  list = new_list (&desk, NULL, &told);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 420);
  for (guint i = 0; i < 420; i++)
    g_assert_cmpint (foyer_lead_list_model_get_id (list, i), ==, 420 - i);
  g_assert_cmpint (foyer_lead_list_model_get_id (list, 420), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 420));

  far = g_list_model_get_item (G_LIST_MODEL (list), 400);
  g_assert_false (foyer_lead_summary_get_is_loaded (far));
  WAIT_UNTIL (foyer_lead_summary_get_is_loaded (far));
  g_assert_nonnull (foyer_lead_summary_get_name (far));
  g_assert_cmpint (foyer_lead_summary_get_stage_id (far), >, 0);
  again = g_list_model_get_item (G_LIST_MODEL (list), 400);
  g_assert_true (again == far);
  g_assert_true (foyer_lead_list_model_find (list, 20, &position));
  g_assert_cmpuint (position, ==, 400);

  /* From end to end, as a person scrolls. */
  for (guint i = 0; i < 420; i++)
    {
      g_autoptr (FoyerLeadSummary) row = get_loaded (list, i);

      g_assert_cmpint (foyer_lead_summary_get_id (row), ==, 420 - i);
    }
  g_clear_object (&list);
  desk_clear (&desk);
}

/* Would catch: a filter, a sort or a search that does not do what it says. */
static void
test_queries (void)
{
  Desk desk;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListModel) list = NULL;
  guint n_of_stage, n_all = 250;
  gint64 last = G_MAXINT64;

  set_up (&desk, n_all);
  foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 12);
  foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_MODIFIED, FALSE);
  list = new_list (&desk, query, NULL);
  n_of_stage = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n_of_stage, >, 0);
  g_assert_cmpuint (n_of_stage, <, n_all);
  for (guint i = 0; i < n_of_stage; i++)
    {
      g_autoptr (FoyerLeadSummary) row = get_loaded (list, i);

      g_assert_cmpint (foyer_lead_summary_get_stage_id (row), ==, 12);
      g_assert_cmpint (foyer_lead_summary_get_modified (row), <=, last);
      last = foyer_lead_summary_get_modified (row);
    }

  foyer_lead_query_clear_ids (query, FOYER_LEAD_STAGE);
  foyer_lead_query_set_text (query, "wedding");
  foyer_lead_list_model_set_query (list, query);
  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >, 0);
  foyer_lead_query_set_text (query, "no such words anywhere");
  foyer_lead_list_model_set_query (list, query);
  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  /* What is typed on is what counts, not what was asked for on the way. */
  foyer_lead_query_set_text (query, "w");
  foyer_lead_list_model_set_query (list, query);
  foyer_lead_query_set_text (query, NULL);
  foyer_lead_list_model_set_query (list, query);
  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_all);

  /* Each sort has all of them. */
  for (FoyerLeadSort sort = 0; sort < FOYER_N_LEAD_SORTS; sort++)
    {
      foyer_lead_query_set_sort (query, sort, sort % 2 == 0);
      foyer_lead_list_model_set_query (list, query);
      WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_all);
    }
  g_clear_object (&list);
  desk_clear (&desk);
}

/* The place of the lead's item in its picklist; after all of them for none. */
static guint
find_place (Desk *desk, FoyerLead *lead, FoyerLeadField field)
{
  GListModel *items = G_LIST_MODEL (
      foyer_picklists_get (foyer_session_get_picklists (desk->session), foyer_lead_field_get_info (field)->picklist));
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (items, i);

      if (foyer_picklist_item_get_id (item) == foyer_lead_get_id (lead, field))
        return i;
    }
  return n;
}

/* Would catch: a picklist that leads cannot be sorted by, or are by something else: its ids, or another field. */
static void
test_picklist_orders (void)
{
  static const FoyerLeadSort sorts[] = { FOYER_LEAD_SORT_STAGE,   FOYER_LEAD_SORT_QUALITY, FOYER_LEAD_SORT_TYPE,
                                         FOYER_LEAD_SORT_SUBTYPE, FOYER_LEAD_SORT_REASON,  FOYER_LEAD_SORT_SOURCE,
                                         FOYER_LEAD_SORT_CHANNEL };
  Desk desk;

  set_up (&desk, 120);
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      FoyerLeadField field = foyer_lead_sort_get_field (sorts[i]);
      g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GPtrArray) leads = NULL;
      g_autoptr (GError) error = NULL;
      guint last = 0, n_places = 0;

      foyer_lead_query_set_sort (query, sorts[i], TRUE);
      ids = foyer_session_list_ids_finish (desk.session, AWAIT (foyer_session_list_ids_async, desk.session, query),
                                           &error);
      g_assert_no_error (error);
      leads = foyer_session_load_leads_finish (desk.session, AWAIT (foyer_session_load_leads_async, desk.session, ids),
                                               &error);
      g_assert_no_error (error);
      g_assert_cmpuint (leads->len, ==, 120);
      for (guint j = 0; j < leads->len; j++)
        {
          guint place = find_place (&desk, leads->pdata[j], field);

          g_assert_cmpuint (place, >=, last);
          n_places += j == 0 || place > last ? 1 : 0;
          last = place;
        }
      g_assert_cmpuint (n_places, >, 1);
    }
  desk_clear (&desk);
}

static char *
dup_excerpt (Desk *desk, const char *words, gint64 id)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadSummary) row = NULL;
  guint position;

  foyer_lead_query_set_text (query, words);
  list = new_list (desk, query, NULL);
  g_assert_true (foyer_lead_list_model_find (list, id, &position));
  row = get_loaded (list, position);
  return g_strdup (foyer_lead_summary_get_excerpt (row));
}

/* Would catch: a lead that is found and does not show why: by its e-mail address or a note; rows beyond the first ones
 * that show less, and one that goes on showing what is not searched for any more. */
static void
test_excerpts (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (FoyerNote) note = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadSummary) row = NULL;
  g_autoptr (FoyerLeadSummary) far = NULL;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *by_mail = NULL;
  g_autofree char *by_note = NULL;
  g_autofree char *by_name = NULL;
  guint position;

  set_up (&desk, 120);
  lead = load_lead (&desk, 5);
  note = foyer_session_save_note_finish (
      desk.session,
      AWAIT (foyer_session_save_note_async, desk.session, (gint64) 5, (gint64) 0, "Wants the Zeppelin room"), &error);
  g_assert_no_error (error);
  /* The mirror takes what was saved a moment later; what is fetched it has when it is told. */
  notes = foyer_session_list_notes_finish (
      desk.session, AWAIT (foyer_session_list_notes_async, desk.session, (gint64) 5, TRUE), NULL, &error);
  g_assert_no_error (error);
  by_mail = dup_excerpt (&desk, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL), 5);
  by_note = dup_excerpt (&desk, "zeppelin", 5);
  by_name = dup_excerpt (&desk, foyer_lead_get_text (lead, FOYER_LEAD_NAME), 5);
  g_assert_cmpstr (by_mail, ==, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL));
  g_assert_cmpstr (by_note, ==, "Wants the Zeppelin room");
  g_assert_null (by_name);

  foyer_lead_query_set_text (query, "example");
  list = new_list (&desk, query, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >, 60);
  far = get_loaded (list, g_list_model_get_n_items (G_LIST_MODEL (list)) - 1);
  g_assert_nonnull (foyer_lead_summary_get_excerpt (far));
  foyer_lead_query_set_text (query, NULL);
  foyer_lead_list_model_set_query (list, query);
  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  g_assert_true (foyer_lead_list_model_find (list, foyer_lead_summary_get_id (far), &position));
  row = get_loaded (list, position);
  g_assert_null (foyer_lead_summary_get_excerpt (row));
  g_clear_object (&list);
  desk_clear (&desk);
}

/* Would catch: sections that overlap, leave out rows, repeat, or hold rows of another. */
static void
test_sections (void)
{
  static const FoyerLeadSections kinds[] = { FOYER_LEAD_SECTIONS_STAGE, FOYER_LEAD_SECTIONS_DATE };
  Desk desk;

  set_up (&desk, 250);
  for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
      g_autoptr (FoyerLeadListModel) list = NULL;
      g_autoptr (GHashTable) keys = g_hash_table_new (NULL, NULL);
      guint n, start = 0, end = 0;

      foyer_lead_query_set_sections (query, kinds[kind]);
      list = new_list (&desk, query, NULL);
      n = g_list_model_get_n_items (G_LIST_MODEL (list));
      g_assert_cmpuint (n, ==, 250);
      for (guint position = 0; position < n; position = end)
        {
          gint64 key = foyer_lead_list_model_get_section_key (list, position);

          foyer_lead_list_model_get_section (list, position, &start, &end);
          g_assert_cmpuint (start, ==, position);
          g_assert_cmpuint (end, >, start);
          g_assert_true (g_hash_table_add (keys, GINT_TO_POINTER ((int) key)));
          for (guint i = start; i < end; i++)
            {
              g_autoptr (FoyerLeadSummary) row = get_loaded (list, i);

              if (kinds[kind] == FOYER_LEAD_SECTIONS_STAGE)
                g_assert_cmpint (foyer_lead_summary_get_stage_id (row), ==, key);
            }
        }
      g_assert_cmpuint (g_hash_table_size (keys), >, 3);
      foyer_lead_list_model_get_section (list, n, &start, &end);
      g_assert_cmpuint (start, ==, n);
      g_assert_cmpuint (end, ==, G_MAXUINT);
    }
  desk_clear (&desk);
}

/* Would catch: a list that is replaced when one lead is added, that does not hear of it, or rows that keep old words;
 * drafts that do not mark their rows. */
static void
test_follows (void)
{
  Desk desk;
  Told told = { 0 };
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadSummary) row = NULL;
  g_autoptr (FoyerLead) added = NULL;
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) changed = NULL;
  g_autoptr (FoyerLeadQuery) pending = foyer_lead_query_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  set_up (&desk, 250);
  list = new_list (&desk, NULL, &told);
  told.n_changes = told.n_touched = 0;
  added = new_company_lead (&desk, "Added while the list is open");
  save_lead (&desk, added, NULL, &id, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) == 251);
  g_assert_cmpuint (told.n_touched, ==, 1);
  row = get_loaded (list, 0);
  g_assert_cmpint (foyer_lead_summary_get_id (row), ==, id);
  g_assert_cmpstr (foyer_lead_summary_get_name (row), ==, "Added while the list is open");

  base = load_lead (&desk, id);
  changed = foyer_lead_copy (base);
  foyer_lead_set_text (changed, FOYER_LEAD_NAME, "Renamed");
  foyer_session_keep_draft_finish (desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, changed, base),
                                   &error);
  g_assert_no_error (error);
  g_assert_true (foyer_lead_summary_get_is_pending (row));
  foyer_lead_query_set_pending (pending, TRUE);
  {
    g_autoptr (FoyerLeadListModel) only = new_list (&desk, pending, NULL);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (only)), ==, 1);
    g_assert_cmpint (foyer_lead_list_model_get_id (only, 0), ==, id);
  }
  save_lead (&desk, changed, base, NULL, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (g_strcmp0 (foyer_lead_summary_get_name (row), "Renamed") == 0);
  g_assert_false (foyer_lead_summary_get_is_pending (row));
  g_assert_cmpuint (told.n_touched, ==, 1);
  g_clear_object (&list);
  desk_clear (&desk);
}

/* Holds up whoever asks for whole lists. */
typedef struct
{
  GMutex lock;
  GCond opened;
  gboolean is_open;
} Gate;

static gpointer
pass_gate (FoyerDatabase *database, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->lock);
  while (!gate->is_open)
    g_cond_wait (&gate->opened, &gate->lock);
  g_mutex_unlock (&gate->lock);
  return FOYER_DATABASE_DONE;
}

static void
passed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
put_gate (Desk *desk, Gate *gate, gboolean *passed)
{
  g_autoptr (GTask) task = g_task_new (desk->session, NULL, passed_cb, passed);

  foyer_database_thread_run (foyer_mirror_file_get_scanner (desk->session->mirror), task, pass_gate, gate, NULL, NULL);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->is_open = TRUE;
  g_cond_signal (&gate->opened);
  g_mutex_unlock (&gate->lock);
}

static void
listed_cb (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Would catch: a list that asks twice at once, when the changes that wait become others while it is about to look at
 * the mirror again: the first answer takes the second question for its own, which then can neither be stopped, nor does
 * it find the list when that is gone. */
static void
test_asks_once (void)
{
  Desk desk;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (FoyerLeadListModel) list = NULL;
  Gate before = { 0 }, between = { 0 };
  gboolean listed = FALSE, passed_before = FALSE, passed_between = FALSE, passed_all = FALSE;
  gint64 id = 7;

  set_up (&desk, 60);
  foyer_lead_query_set_pending (query, TRUE);
  list = new_list (&desk, query, NULL);
  g_signal_connect (list, "items-changed", G_CALLBACK (listed_cb), &listed);
  g_array_append_val (pending, id);

  put_gate (&desk, &before, &passed_before);
  foyer_lead_list_model_mirror_changed (list);
  foyer_lead_list_model_set_pending (list, pending);
  put_gate (&desk, &between, &passed_between);
  wait_for_time (400); /* longer than it leaves the mirror alone: a second question would be asked by now */
  open_gate (&before);
  WAIT_UNTIL (listed);
  g_assert_cmpint (foyer_lead_list_model_get_id (list, 0), ==, id);
  g_clear_object (&list);
  open_gate (&between);
  put_gate (&desk, &between, &passed_all);
  WAIT_UNTIL (passed_before && passed_between && passed_all);
  desk_clear (&desk);
}

/* Would catch: a list that is used after the session is closed, or the other way round. */
static void
test_outlives (void)
{
  Desk desk;
  g_autoptr (FoyerLeadListModel) list = NULL;
  FoyerLeadListModel *early;
  g_autoptr (FoyerLeadSummary) row = NULL;

  set_up (&desk, 250);
  list = new_list (&desk, NULL, NULL);
  early = foyer_session_new_lead_list (desk.session, NULL);
  g_object_unref (early);
  row = g_list_model_get_item (G_LIST_MODEL (list), 200);
  desk_close (&desk);
  wait_for_time (20);
  g_clear_object (&row);
  row = g_list_model_get_item (G_LIST_MODEL (list), 100);
  wait_for_time (20);
  g_clear_object (&row);
  desk_clear (&desk);
}

static guint
find_count (GArray *counts, gint64 key, guint month)
{
  for (guint i = 0; i < counts->len; i++)
    if (g_array_index (counts, FoyerLeadCount, i).key == key
        && g_array_index (counts, FoyerLeadCount, i).month == month)
      return g_array_index (counts, FoyerLeadCount, i).n;
  return 0;
}

static GArray *
count_leads (Desk *desk, const FoyerLeadQuery *query, FoyerLeadField field, gboolean by_month)
{
  g_autoptr (GError) error = NULL;
  GArray *counts = foyer_session_count_leads_finish (
      desk->session, AWAIT (foyer_session_count_leads_async, desk->session, query, field, by_month), &error);

  g_assert_no_error (error);
  return counts;
}

/* Would catch: a lead that is counted elsewhere, twice or not at all, a month of another time zone, and counts that do
 * not keep to the query, whatever its order. */
static void
test_counts (void)
{
  Desk desk;
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();
  g_autoptr (FoyerLeadQuery) some = foyer_lead_query_new ();
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) stages = NULL;
  g_autoptr (GArray) months = NULL;
  g_autoptr (GArray) few = NULL;
  guint n = 0;

  set_up (&desk, 250);
  list = new_list (&desk, NULL, NULL);
  stages = count_leads (&desk, all, FOYER_LEAD_STAGE, FALSE);
  months = count_leads (&desk, all, FOYER_LEAD_SOURCE, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (FoyerLeadSummary) row = get_loaded (list, i);
      g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (foyer_lead_summary_get_created (row));
      int month = g_date_time_get_year (created) * 100 + g_date_time_get_month (created);
      char *stage = g_strdup_printf ("stage %" G_GINT64_FORMAT, foyer_lead_summary_get_stage_id (row));
      char *source = g_strdup_printf ("%" G_GINT64_FORMAT " %d", foyer_lead_summary_get_source_id (row), month);

      g_hash_table_insert (expected, stage,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (expected, stage)) + 1));
      g_hash_table_insert (expected, source,
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (expected, source)) + 1));
    }
  g_assert_cmpuint (stages->len + months->len, ==, g_hash_table_size (expected));
  for (guint i = 0; i < stages->len; i++)
    {
      FoyerLeadCount count = g_array_index (stages, FoyerLeadCount, i);
      g_autofree char *key = g_strdup_printf ("stage %" G_GINT64_FORMAT, count.key);

      g_assert_cmpuint (count.n, ==, GPOINTER_TO_UINT (g_hash_table_lookup (expected, key)));
      g_assert_cmpuint (count.month, ==, 0);
      n += count.n;
    }
  g_assert_cmpuint (n, ==, 250);
  for (guint i = 0; i < months->len; i++)
    {
      FoyerLeadCount count = g_array_index (months, FoyerLeadCount, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %u", count.key, count.month);

      g_assert_cmpuint (count.n, ==, GPOINTER_TO_UINT (g_hash_table_lookup (expected, key)));
      if (i > 0)
        g_assert_cmpint (g_array_index (months, FoyerLeadCount, i - 1).key, <=, count.key);
    }

  foyer_lead_query_add_id (some, FOYER_LEAD_STAGE, g_array_index (stages, FoyerLeadCount, 0).key);
  foyer_lead_query_set_sort (some, FOYER_LEAD_SORT_NAME, TRUE);
  foyer_lead_query_set_sections (some, FOYER_LEAD_SECTIONS_STAGE);
  few = count_leads (&desk, some, FOYER_LEAD_STAGE, FALSE);
  g_assert_cmpuint (few->len, ==, 1);
  g_assert_cmpuint (find_count (few, g_array_index (stages, FoyerLeadCount, 0).key, 0), ==,
                    g_array_index (stages, FoyerLeadCount, 0).n);
  g_clear_object (&list);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lead-list/rows", test_rows);
  g_test_add_func ("/lead-list/queries", test_queries);
  g_test_add_func ("/lead-list/picklist-orders", test_picklist_orders);
  g_test_add_func ("/lead-list/excerpts", test_excerpts);
  g_test_add_func ("/lead-list/sections", test_sections);
  g_test_add_func ("/lead-list/follows", test_follows);
  g_test_add_func ("/lead-list/counts", test_counts);
  g_test_add_func ("/lead-list/asks-once", test_asks_once);
  g_test_add_func ("/lead-list/outlives", test_outlives);
  return g_test_run ();
}
