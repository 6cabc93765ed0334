/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paging against servers that cap, lie, repeat themselves and send rubbish. Would catch a list cut short, a row twice,
 * a page dropped for one bad row, and a loop without an end. */

#include "foyer-test-server.h"

#include "foyer-collection.h"
#include "foyer-error.h"
#include "foyer-json.h"

static gpointer
read_name (JsonObject *row, gboolean *is_bad, gpointer read_data)
{
  char *name = foyer_json_get_text (row, "name");

  *is_bad = name == NULL;
  return name;
}

static const FoyerCollection names = { "crm", "getLeadSourceList", read_name, g_free };

static FoyerPage *
fetch_all (FoyerTestServer *server, FoyerFilter *filter, guint max_pages, GError **error)
{
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GAsyncResult) result = NULL;

  foyer_collection_fetch_all_async (&names, client, filter, NULL, NULL, max_pages, NULL, foyer_test_store_result_cb,
                                    &result);
  foyer_test_wait (&result);
  return foyer_collection_fetch_all_finish (client, result, error);
}

/* Rows first to first + n - 1, with a META for the front or none. The text lives as long as the test. */
static FoyerTestReply
make_page (const char *meta, guint first, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "{%s \"results\": [", meta);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"id\": %u, \"name\": \"Row %u\"}", i > 0 ? "," : "", first + i, first + i);
  g_string_append (text, "]}");
  return (FoyerTestReply) { .body = g_intern_string (text->str) };
}

static void
assert_asked (FoyerTestServer *server, guint position, const char *wanted)
{
  g_autofree char *body = NULL;

  body = foyer_test_request_get_body (foyer_test_server_get_request (server, position));
  foyer_test_request_assert_signed (foyer_test_server_get_request (server, position),
                                    "/api/1.0/crm?action=getLeadSourceList");
  g_assert_cmpstr (body, ==, wanted);
}

static void
assert_rows (FoyerPage *page, guint n_rows, guint n_bad, gboolean is_last)
{
  g_assert_nonnull (page);
  g_assert_cmpuint (page->rows->len, ==, n_rows);
  g_assert_cmpuint (page->row_ids->len, ==, n_rows);
  g_assert_cmpuint (page->n_bad, ==, n_bad);
  g_assert_cmpint (page->is_last, ==, is_last);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Row %" G_GINT64_FORMAT, g_array_index (page->row_ids, gint64, i));

      g_assert_cmpstr (page->rows->pdata[i], ==, name);
    }
}

static void
test_pages (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerFilter) filter = foyer_filter_new ();
  g_autoptr (FoyerPage) page = NULL;

  foyer_filter_add_id (filter, "id__GREATERTHAN", 5);
  foyer_filter_add_text (filter, "name__BEGINS", "Row");
  foyer_filter_add_time (filter, "createdDate__GREATERTHAN", 1333491804);
  foyer_test_server_add (server, make_page ("", 1, 100));
  foyer_test_server_add (server, make_page ("", 101, 100));
  foyer_test_server_add (server, make_page ("", 201, 7));
  page = fetch_all (server, filter, 10, NULL);
  assert_rows (page, 207, 0, TRUE);
  g_assert_cmpint (page->server_date, >, 0);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 3);
  assert_asked (server, 0,
                "{\"perPage\":100,\"start\":0,\"filter\":{\"id__GREATERTHAN\":5,\"name__BEGINS\":\"Row\","
                "\"createdDate__GREATERTHAN\":\"2012-04-03 22:23:24\"}}");
  assert_asked (server, 2,
                "{\"perPage\":100,\"start\":200,\"filter\":{\"id__GREATERTHAN\":5,\"name__BEGINS\":\"Row\","
                "\"createdDate__GREATERTHAN\":\"2012-04-03 22:23:24\"}}");
}

/* A full last page is followed by an empty one. */
static void
test_full_last_page (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerPage) page = NULL;

  foyer_test_server_add (server, make_page ("\"meta\": {\"totalResults\": 3},", 1, 100));
  foyer_test_server_add (server, make_page ("", 1, 0));
  page = fetch_all (server, NULL, 10, NULL);
  assert_rows (page, 100, 0, TRUE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
  assert_asked (server, 1, "{\"perPage\":100,\"start\":100}");
}

/* A server that gives less than we ask for, and says so in one way or the other. */
static void
test_capped_pages (void)
{
  static const char *const metas[] = { "\"meta\": {\"perPage\": \"20\"},",
                                       "\"meta\": {\"totalResults\": 45, \"perPage\": null}," };

  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (FoyerPage) page = NULL;

      foyer_test_server_add (server, make_page (metas[i], 1, 20));
      foyer_test_server_add (server, make_page (metas[i], 21, 20));
      foyer_test_server_add (server, make_page (metas[i], 41, 5));
      page = fetch_all (server, NULL, 10, NULL);
      assert_rows (page, 45, 0, TRUE);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 3);
      assert_asked (server, 2, "{\"perPage\":100,\"start\":40}");
    }
}

static void
test_repeats_itself (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerTestServer) lying = foyer_test_server_new (NULL);
  g_autoptr (FoyerPage) page = NULL;
  g_autoptr (FoyerPage) lied = NULL;
  FoyerTestReply same = make_page ("", 1, 100);

  same.repeats = TRUE;
  foyer_test_server_add (server, same);
  page = fetch_all (server, NULL, 1000, NULL);
  assert_rows (page, 100, 0, TRUE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);

  /* Half of it new each time is no repetition; the rest of it is taken once. */
  foyer_test_server_add (lying, make_page ("\"meta\": {\"totalResults\": 999999},", 1, 100));
  foyer_test_server_add (lying, make_page ("\"meta\": {\"totalResults\": 999999},", 51, 100));
  same = make_page ("\"meta\": {\"totalResults\": 999999},", 51, 100);
  same.repeats = TRUE;
  foyer_test_server_add (lying, same);
  lied = fetch_all (lying, NULL, 1000, NULL);
  assert_rows (lied, 150, 0, TRUE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (lying), ==, 3);
}

static void
test_stops_at_limit (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerPage) page = NULL;

  foyer_test_server_add (server, make_page ("", 1, 100));
  foyer_test_server_add (server, make_page ("", 101, 100));
  foyer_test_server_add (server, make_page ("", 201, 100));
  page = fetch_all (server, NULL, 2, NULL);
  assert_rows (page, 200, 0, FALSE);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *body;
    guint n_rows; /* G_MAXUINT: not a list */
    guint n_bad;
  } cases[] = {
    { "[{\"id\": 1, \"name\": \"Row 1\"}, {\"id\": 2, \"name\": \"Row 2\"}]", 2, 0 },
    { "{\"results\": {\"0\": {\"id\": 1, \"name\": \"Row 1\"}, \"1\": {\"id\": \"2\", \"name\": \"Row 2\"}}}", 2, 0 },
    { "{\"results\": [{\"id\": 1, \"name\": \"Row 1\"}, {\"id\": 1, \"name\": \"Row 1\"}]}", 1, 0 },
    { "{\"results\": [null, 7, \"x\", [], {}, {\"id\": 0}, {\"id\": -1}, {\"id\": 1e400},"
      " {\"id\": 9223372036854775808}, {\"id\": {}}, {\"name\": \"Row\"}, {\"id\": 5, \"name\": null},"
      " {\"id\": 6, \"name\": [1]}, {\"id\": 7, \"name\": \"Row 7\"}]}",
      1, 13 },
    { "{\"meta\": {\"totalResults\": \"many\", \"perPage\": {}}, \"results\": [{\"id\": 1, \"name\": \"Row 1\"}]}", 1,
      0 },
    { "{\"meta\": [], \"results\": []}", 0, 0 },
    { "{\"meta\": 1, \"results\": null}", 0, 0 },
    { "{\"results\": {}}", 0, 0 },
    { "[]", 0, 0 },
    { "{}", G_MAXUINT, 0 },
    { "{\"results\": \"none\"}", G_MAXUINT, 0 },
    { "{\"results\": true}", G_MAXUINT, 0 },
    { "{\"results\": {\"id\": 1}}", G_MAXUINT, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (FoyerPage) page = NULL;

      g_test_message ("%s", cases[i].body);
      foyer_test_server_add (server, (FoyerTestReply) { .body = cases[i].body });
      page = fetch_all (server, NULL, 10, &error);
      if (cases[i].n_rows == G_MAXUINT)
        {
          g_assert_null (page);
          g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE);
        }
      else
        assert_rows (page, cases[i].n_rows, cases[i].n_bad, TRUE);
      g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 1);
    }
}

static void
test_fails_midway (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (GError) error = NULL;

  foyer_test_server_add (server, make_page ("", 1, 100));
  foyer_test_server_add (server, (FoyerTestReply) { .status = 503, .type = "text/html" });
  g_assert_null (fetch_all (server, NULL, 10, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_UNAVAILABLE);
}

static void
test_cancelled_midway (void)
{
  g_autoptr (FoyerTestServer) server = foyer_test_server_new (NULL);
  g_autoptr (FoyerClient) client = foyer_test_client_new (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  foyer_test_server_add (server, make_page ("", 1, 100));
  foyer_test_server_add (server, (FoyerTestReply) { .behaviour = FOYER_TEST_HANGS });
  foyer_collection_fetch_all_async (&names, client, NULL, NULL, NULL, 10, cancellable, foyer_test_store_result_cb,
                                    &result);
  foyer_test_server_wait_for_request (server, 2);
  g_cancellable_cancel (cancellable);
  foyer_test_wait (&result);
  g_assert_null (foyer_collection_fetch_all_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (foyer_test_server_get_n_requests (server), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collection/pages", test_pages);
  g_test_add_func ("/collection/full-last-page", test_full_last_page);
  g_test_add_func ("/collection/capped-pages", test_capped_pages);
  g_test_add_func ("/collection/repeats-itself", test_repeats_itself);
  g_test_add_func ("/collection/stops-at-limit", test_stops_at_limit);
  g_test_add_func ("/collection/shapes", test_shapes);
  g_test_add_func ("/collection/fails-midway", test_fails_midway);
  g_test_add_func ("/collection/cancelled-midway", test_cancelled_midway);
  return g_test_run ();
}
