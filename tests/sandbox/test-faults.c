/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a client meets when a fault strikes, over HTTP. Would catch: a fault that commits although it says that it does
 * not, or the other way round; a reset that is an ordinary close; a late commit that the platform would have refused as
 * stale; a commit or a fault that is missing in the journal. */
#include "platform.h"

#include <glib/gstdio.h>
#include <string.h>

#define LEAD                                                                                                           \
  "{\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"companyLeadContactId\":13,\"name\":\"A\",\"typeId\":23,"         \
  "\"stageId\":12}"
#define ADD_TARGET  "/api/1.0/contact?action=addOrUpdateLead"
#define LIST_TARGET "/api/1.0/crm?action=getLeadList"

typedef struct
{
  FoyerSandboxFaults *faults;
  Platform *platform;
  char *journal;
} Fixture;

/* What came back; status 0 when nothing usable did. */
typedef struct
{
  guint status;
  char *text;
  char *content_type;
  char *retry_after;
  gint64 date;
  GError *error;
} Reply;

static void
reply_free (Reply *reply)
{
  g_free (reply->text);
  g_free (reply->content_type);
  g_free (reply->retry_after);
  g_clear_error (&reply->error);
  g_free (reply);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

static void
open_platform (Fixture *fixture, const char *spec, guint lifetime)
{
  const char *const specs[] = { spec, NULL };
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (GError) error = NULL;

  fixture->faults = foyer_sandbox_faults_new (specs, 1, &error);
  g_assert_no_error (error);
  if (fixture->journal == NULL)
    fixture->journal = g_build_filename (g_get_tmp_dir (), "fault-journal", NULL);
  options.faults = spec != NULL ? fixture->faults : NULL;
  options.journal = fixture->journal;
  options.lifetime = lifetime;
  fixture->platform = platform_new (&options);
}

static void
close_platform (Fixture *fixture)
{
  g_clear_pointer (&fixture->platform, platform_free);
  g_clear_pointer (&fixture->faults, foyer_sandbox_faults_free);
}

static void
clear (Fixture *fixture)
{
  close_platform (fixture);
  g_remove (fixture->journal);
  g_free (fixture->journal);
}

/* In a session of its own: libsoup sends again by itself what failed on a connection that was used before. */
static Reply *
try (Fixture *fixture, const char *target, const char *body, const char *date, GCancellable *cancellable)
{
  const PlatformRequest request = { .target = target, .body = body, .date = date };
  g_autoptr (SoupMessage) message = platform_new_message (fixture->platform, &request);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  Reply *reply = g_new0 (Reply, 1);
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, cancellable, &reply->error);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *date_text = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) when = date_text != NULL ? soup_date_time_new_from_http_string (date_text) : NULL;

  if (bytes == NULL)
    return reply;
  reply->status = soup_message_get_status (message);
  reply->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  reply->date = when != NULL ? g_date_time_to_unix (when) : 0;
  return reply;
}

static Reply *
add (Fixture *fixture)
{
  return try (fixture, ADD_TARGET, LEAD, NULL, NULL);
}

static guint
count_lines (Fixture *fixture, const char *part)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (fixture->journal, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], part) != NULL;
  return n;
}

static guint
count_commits (Fixture *fixture)
{
  return count_lines (fixture, "\"parameters\"");
}

static void
assert_reset (const Reply *reply)
{
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

/* An ending that is decided by the first option given: what the client sees, and whether something was committed. */
static void
test_endings (void)
{
  static const struct
  {
    const char *spec;
    guint status; /* 0: the connection is reset */
    gboolean committed;
  } cases[] = {
    { "lose-reply", 0, TRUE },
    { "reset-before", 0, FALSE },
    { "reset-during", 0, TRUE },
    { "busy", 429, FALSE },
    { "busy:retry-after=7", 429, FALSE },
    { "error-500", 500, FALSE },
    { "error-500:committed=yes", 500, TRUE },
    { "html-502", 502, FALSE },
    { "html-502:committed=yes", 502, TRUE },
    { "refuse:field=name", 400, FALSE },
    { "refuse:field=description", 200, TRUE },
    { "revoke", 463, FALSE },
    { "lose-reply:on=getLeadNoteList", 200, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr (Reply) reply = NULL;
      gboolean html = g_str_has_prefix (cases[i].spec, "html");

      g_test_message ("%s", cases[i].spec);
      open_platform (&fixture, cases[i].spec, 300);
      reply = add (&fixture);
      if (cases[i].status == 0)
        assert_reset (reply);
      else
        {
          g_assert_no_error (reply->error);
          g_assert_cmpuint (reply->status, ==, cases[i].status);
          g_assert_cmpstr (reply->content_type, ==, html ? "text/html" : "application/json");
          g_assert_cmpstr (reply->retry_after, ==, strstr (cases[i].spec, "retry") != NULL ? "7" : NULL);
        }
      g_assert_cmpuint (count_commits (&fixture), ==, cases[i].committed);
      g_assert_cmpuint (count_lines (&fixture, "\"fault\""), ==, strstr (cases[i].spec, "NoteList") == NULL);

      /* What was committed, and the lines about faults, do not trouble the next start. */
      close_platform (&fixture);
      open_platform (&fixture, NULL, 300);
      {
        g_autoptr (Answer) leads = platform_call (fixture.platform, "crm", "getLeadList", "{\"perPage\":1}");

        g_assert_cmpint (answer_get_meta (leads, "totalResults"), ==, 250 + cases[i].committed);
      }
      clear (&fixture);
    }
}

/* The answer's head says more than comes, and then there is an orderly end. */
static void
test_cut_off (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Reply) reply = NULL;
  g_autoptr (Reply) list = NULL;

  open_platform (&fixture, "cut-off", 300);
  reply = add (&fixture);
  g_assert_nonnull (reply->error);
  g_assert_false (g_error_matches (reply->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED));
  g_assert_cmpuint (count_commits (&fixture), ==, 1);
  list = try (&fixture, LIST_TARGET, "{\"perPage\":100}", NULL, NULL);
  g_assert_nonnull (list->error);
  clear (&fixture);
}

static gint64
count_leads (Fixture *fixture)
{
  g_autoptr (Answer) answer = platform_call (fixture->platform, "crm", "getLeadList", "{\"perPage\":1}");

  return answer_get_meta (answer, "totalResults");
}

static void
sleep_seconds (double seconds)
{
  g_usleep ((gulong) (seconds * G_USEC_PER_SEC));
}

static void
test_commit_late (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "commit-late:seconds=0.3", 60);
  reply = add (&fixture);
  assert_reset (reply);
  g_assert_cmpint (count_leads (&fixture), ==, 250);
  sleep_seconds (0.5);
  g_assert_cmpint (count_leads (&fixture), ==, 251);
  g_assert_cmpuint (count_commits (&fixture), ==, 1);
  g_assert_cmpuint (count_lines (&fixture, "\"outcome\":\"committed\""), ==, 1);
  clear (&fixture);
}

/* What a client relies on when it sends again: after the lifetime the platform refuses the request itself. */
static void
test_commit_too_late (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "commit-late:seconds=2.1", 1);
  reply = add (&fixture);
  assert_reset (reply);
  sleep_seconds (2.3);
  g_assert_cmpint (count_leads (&fixture), ==, 250);
  g_assert_cmpuint (count_commits (&fixture), ==, 0);
  g_assert_cmpuint (count_lines (&fixture, "\"outcome\":\"refused\""), ==, 1);
  clear (&fixture);
}

/* A request that is refused anyway is not committed late either, and a stop forgets what was to come. */
static void
test_nothing_late (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Reply) refused = NULL;
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "commit-late:seconds=0.2", 60);
  refused = try (&fixture, ADD_TARGET, "{}", NULL, NULL);
  assert_reset (refused);
  sleep_seconds (0.4);
  reply = add (&fixture);
  assert_reset (reply);
  close_platform (&fixture);
  sleep_seconds (0.4);
  g_assert_cmpuint (count_commits (&fixture), ==, 0);
  clear (&fixture);
}

static void
test_list_lag (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Answer) added = NULL;
  g_autoptr (Answer) edited = NULL;
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) after = NULL;
  static const char by_id[] = "{\"filter\":{\"id__IS\":3}}";

  open_platform (&fixture, "list-lag:seconds=0.5", 300);
  added = platform_call (fixture.platform, "contact", "addOrUpdateLead", LEAD);
  g_assert_cmpint (answer_assert_saved (added), ==, 251);
  edited = platform_call (fixture.platform, "contact", "addOrUpdateLead",
                          "{\"id\":3,\"qualityId\":1,\"description\":\"Edited\"}");
  answer_assert_saved (edited);
  g_assert_cmpint (count_leads (&fixture), ==, 250);
  before = try (&fixture, LIST_TARGET, by_id, NULL, NULL);
  g_assert_null (strstr (before->text, "Edited"));
  sleep_seconds (0.7);
  g_assert_cmpint (count_leads (&fixture), ==, 251);
  after = try (&fixture, LIST_TARGET, by_id, NULL, NULL);
  g_assert_nonnull (strstr (after->text, "Edited"));

  /* A lagging copy is told of what was before it, too. */
  close_platform (&fixture);
  open_platform (&fixture, "list-lag:seconds=0.5", 300);
  g_assert_cmpint (count_leads (&fixture), ==, 251);
  clear (&fixture);
}

static void
test_delay (void)
{
  Fixture fixture = { 0 };
  gint64 started = g_get_monotonic_time ();
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "delay:seconds=0.3", 300);
  reply = add (&fixture);
  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 300000);
  clear (&fixture);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  sleep_seconds (0.1);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* The client gives up; the platform does not know and goes on. */
static void
test_delay_and_give_up (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "delay:seconds=0.4,on=writes", 300);
  reply = try (&fixture, ADD_TARGET, LEAD, NULL, cancellable);
  g_assert_error (reply->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  sleep_seconds (0.6);
  g_assert_cmpuint (count_commits (&fixture), ==, 1);
  clear (&fixture);
}

static void
test_stop_while_delayed (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_autoptr (Reply) reply = NULL;

  open_platform (&fixture, "delay:seconds=10", 300);
  reply = try (&fixture, ADD_TARGET, LEAD, NULL, cancellable);
  g_thread_join (thread);
  close_platform (&fixture);
  g_assert_cmpuint (count_commits (&fixture), ==, 0);
  clear (&fixture);
}

static void
test_skew (void)
{
  Fixture fixture = { 0 };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *platform_time = time_text (now + 400);
  g_autoptr (Reply) stale = NULL;
  g_autoptr (Reply) fresh = NULL;

  open_platform (&fixture, "skew:seconds=400", 300);
  stale = add (&fixture);
  g_assert_cmpuint (stale->status, ==, 401);
  g_assert_nonnull (strstr (stale->text, "23005"));
  g_assert_cmpint (stale->date, >=, now + 400);
  g_assert_cmpint (stale->date, <, now + 420);
  fresh = try (&fixture, ADD_TARGET, LEAD, platform_time, NULL);
  g_assert_cmpuint (fresh->status, ==, 200);
  /* What stays wrong is told once. */
  g_assert_cmpuint (count_lines (&fixture, "\"skew\""), ==, 1);
  clear (&fixture);
}

static void
test_revoke_for_a_while (void)
{
  Fixture fixture = { 0 };
  g_autoptr (Reply) first = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) third = NULL;
  g_autoptr (Reply) last = NULL;

  open_platform (&fixture, "revoke:from=2,to=2,for=0.5", 300);
  first = add (&fixture);
  second = add (&fixture);
  third = add (&fixture);
  sleep_seconds (0.7);
  last = add (&fixture);
  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpuint (second->status, ==, 463);
  g_assert_cmpuint (third->status, ==, 463);
  g_assert_cmpuint (last->status, ==, 200);
  clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/faults/endings", test_endings);
  g_test_add_func ("/sandbox/faults/cut-off", test_cut_off);
  g_test_add_func ("/sandbox/faults/commit-late", test_commit_late);
  g_test_add_func ("/sandbox/faults/commit-too-late", test_commit_too_late);
  g_test_add_func ("/sandbox/faults/nothing-late", test_nothing_late);
  g_test_add_func ("/sandbox/faults/list-lag", test_list_lag);
  g_test_add_func ("/sandbox/faults/delay", test_delay);
  g_test_add_func ("/sandbox/faults/delay-and-give-up", test_delay_and_give_up);
  g_test_add_func ("/sandbox/faults/stop-while-delayed", test_stop_while_delayed);
  g_test_add_func ("/sandbox/faults/skew", test_skew);
  g_test_add_func ("/sandbox/faults/revoke-for-a-while", test_revoke_for_a_while);
  return g_test_run ();
}
