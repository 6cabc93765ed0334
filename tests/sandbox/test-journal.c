/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal. Would catch: a commit that is forgotten or made twice at a restart, a torn line that stops the sandbox,
 * and a damaged or foreign file that is taken for a journal. */
#include "platform.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (void)
{
  return g_build_filename (g_get_tmp_dir (), "sandbox-journal", NULL);
}

static Platform *
open_platform (const char *path)
{
  FoyerSandboxOptions options = platform_options ();

  options.journal = path;
  return platform_new (&options);
}

static void
assert_does_not_start (const char *path, GIOErrorEnum code, const char *part)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (FoyerSandbox) sandbox = NULL;
  g_autoptr (GError) error = NULL;

  options.journal = path;
  sandbox = foyer_sandbox_new (&options);
  g_assert_false (foyer_sandbox_start (sandbox, &error));
  g_assert_error (error, G_IO_ERROR, (int) code);
  if (strstr (error->message, part) == NULL)
    g_error ("%s does not say %s", error->message, part);
  g_assert_null (foyer_sandbox_get_address (sandbox));
}

static void
commit_some (Platform *platform)
{
  g_autoptr (Answer)
      lead = platform_call (platform, "contact", "addOrUpdateLead",
                            "{\"qualityId\":2,\"sourceId\":32,\"companyId\":7,\"companyLeadContactId\":13,"
                            "\"name\":\"Zażółć\\n\\u001f\\\"quoted\\\"\",\"typeId\":23,\"stageId\":12,"
                            "\"customFields\":[{\"fieldId\":81,\"fieldValue\":\"Vegan\"}]}");
  g_autoptr (Answer) edit = platform_call (platform, "contact", "addOrUpdateLead",
                                           "{\"id\":3,\"qualityId\":1,\"description\":\"Edited\"}");
  g_autoptr (Answer)
      people = platform_call (platform, "contact", "addOrUpdateLead",
                              "{\"qualityId\":2,\"sourceId\":32,\"name\":\"Inline\",\"typeId\":23,"
                              "\"stageId\":12,\"company\":{\"businessName\":\"Quay\"},\"contact\":"
                              "{\"firstName\":\"Ana\",\"lastName\":\"Quay\",\"email\":\"a@quay.example\"}}");
  g_autoptr (Answer) refused = platform_call (platform, "contact", "addOrUpdateLead", "{\"qualityId\":2}");
  g_autoptr (Answer)
      note = platform_call (platform, "crm", "addOrUpdateLeadNote", "{\"leadId\":251,\"note\":\"<b>Called</b>\"}");

  g_assert_cmpint (answer_assert_saved (lead), ==, 251);
  g_assert_cmpint (answer_assert_saved (edit), ==, 3);
  g_assert_cmpint (answer_assert_saved (people), ==, 252);
  answer_assert_refusal (refused, 400, 23017, NULL);
  answer_assert_saved (note);
}

/* Everything a client can see. */
static char *
get_everything (Platform *platform)
{
  GString *text = g_string_new (NULL);
  static const char *const calls[][3] = {
    { "crm", "getLeadList", "{\"start\":0}" },          { "crm", "getLeadList", "{\"start\":100}" },
    { "crm", "getLeadList", "{\"start\":200}" },        { "contact", "getCompanyList", "{\"start\":100}" },
    { "contact", "getContactList", "{\"start\":200}" }, { "contact", "getContactList", "{\"companyId\":126}" },
    { "crm", "getLeadNoteList", "{\"leadId\":251}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, calls[i][0], calls[i][1], calls[i][2]);

      g_string_append_printf (text, "%s\n", answer->text);
    }
  return g_string_free (text, FALSE);
}

static void
test_replay (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;

  {
    g_autoptr (Platform) platform = open_platform (path);

    commit_some (platform);
    before = get_everything (platform);
  }
  g_assert_nonnull (strstr (before, "Zażółć"));
  g_assert_nonnull (strstr (before, "\"description\":\"Edited\""));
  g_assert_nonnull (strstr (before, "a@quay.example"));
  g_assert_nonnull (strstr (before, "<b>Called</b>"));
  {
    g_autoptr (Platform) platform = open_platform (path);
    g_autoptr (Answer) next = NULL;

    after = get_everything (platform);
    g_assert_cmpstr (after, ==, before);
    next = platform_call (platform, "contact", "addOrUpdateLead",
                          "{\"qualityId\":2,\"sourceId\":32,\"companyId\":126,\"companyLeadContactId\":251,"
                          "\"name\":\"After\",\"typeId\":23,\"stageId\":12}");
    g_assert_cmpint (answer_assert_saved (next), ==, 253);
  }
  /* The origin and five commits; a refusal is none. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 7);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_unlink (path);
}

/* The journal says which sample data it is of, whatever the options say. */
static void
test_origin (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;

  {
    g_autoptr (Platform) platform = open_platform (path);
    before = get_everything (platform);
  }
  options.journal = path;
  options.seed = 99;
  options.leads = 3;
  {
    g_autoptr (Platform) platform = platform_new (&options);
    after = get_everything (platform);
  }
  g_assert_cmpstr (before, ==, after);
  g_unlink (path);
}

/* The machine stopped in the middle of a line: nobody was told of that commit. */
static void
test_torn_line (void)
{
  g_autofree char *path = make_path ();
  g_autofree char *text = NULL;
  gsize length;

  {
    g_autoptr (Platform) platform = open_platform (path);
    commit_some (platform);
  }
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) length - 20, NULL));
  {
    g_autoptr (Platform) platform = open_platform (path);
    g_autoptr (Answer) lost = platform_call (platform, "crm", "getLeadNoteList", "{\"leadId\":251}");
    g_autoptr (Answer) next = NULL;

    g_assert_cmpint (answer_get_meta (lost, "count"), ==, 0);
    next = platform_call (platform, "crm", "addOrUpdateLeadNote", "{\"leadId\":251,\"note\":\"Again\"}");
    answer_assert_saved (next);
  }
  {
    g_autoptr (Platform) platform = open_platform (path);
    g_autoptr (Answer) kept = platform_call (platform, "crm", "getLeadNoteList", "{\"leadId\":251}");

    g_assert_cmpint (answer_get_meta (kept, "count"), ==, 1);
  }
  g_unlink (path);
}

static void
test_damage (void)
{
  static const char origin[] = "{\"journal\":1,\"seed\":\"1\",\"leads\":250,\"epoch\":\"2025-01-01 00:00:00\"}\n";
  static const struct
  {
    const char *text;
    gboolean after_origin;
    const char *part;
  } damages[] = {
    { "garbage\n", FALSE, ":1: " },
    { "{\"name\":\"another file\"}\n", FALSE, ":1: This is no journal" },
    { "{\"journal\":2}\n", FALSE, "another version" },
    { "{\"journal\":1,\"seed\":\"x\",\"leads\":250,\"epoch\":\"2025-01-01 00:00:00\"}\n", FALSE, ":1: " },
    { "{\"journal\":1,\"seed\":\"1\",\"leads\":-1,\"epoch\":\"2025-01-01 00:00:00\"}\n", FALSE, ":1: " },
    { "\xff\xfe\n", TRUE, ":2: " },
    { "{}\n", TRUE, ":2: This is no commit" },
    { "{\"time\":\"2025-02-01 00:00:00\",\"action\":\"a/b\",\"ids\":{\"lead\":1},\"parameters\":{\"id\":1}}\n", TRUE,
      "no such action" },
    { "{\"time\":\"2025-02-01 "
      "00:00:00\",\"action\":\"crm/getLeadList\",\"ids\":{\"lead\":1},\"parameters\":{\"id\":1}}\n",
      TRUE, "no such action" },
    { "{\"time\":\"2025-02-01 00:00:00\",\"action\":\"contact/addOrUpdateLead\",\"ids\":{\"lead\":1},"
      "\"parameters\":{\"id\":1,\"stageId\":[]}}\n",
      TRUE, "not valid" },
    { "{\"time\":\"2025-02-01 00:00:00\",\"action\":\"contact/addOrUpdateLead\",\"ids\":{\"lead\":2},"
      "\"parameters\":{\"id\":1,\"stageId\":12}}\n",
      TRUE, "do not follow" },
  };
  g_autofree char *path = make_path ();

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *text = g_strconcat (damages[i].after_origin ? origin : "", damages[i].text, NULL);
      g_autofree char *left = NULL;

      g_test_message ("damage %u", i);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      assert_does_not_start (path, G_IO_ERROR_INVALID_DATA, damages[i].part);
      /* Left as it was. */
      g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
      g_assert_cmpstr (left, ==, text);
    }
  g_unlink (path);
}

/* Two sandboxes on one journal would give one id to two leads. */
static void
test_one_at_a_time (void)
{
  g_autofree char *path = make_path ();

  {
    g_autoptr (Platform) platform = open_platform (path);
    assert_does_not_start (path, G_IO_ERROR_WOULD_BLOCK, path);
  }
  {
    g_autoptr (Platform) platform = open_platform (path);
  }
  g_unlink (path);
}

static void
test_no_folder (void)
{
  assert_does_not_start ("/nonexistent/journal", G_IO_ERROR_NOT_FOUND, "/nonexistent/journal");
}

/* A port that is taken is an error, not a crash, and the journal is free again. */
static void
test_port_in_use (void)
{
  g_autofree char *path = make_path ();
  g_autoptr (Platform) platform = platform_new (NULL);
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (FoyerSandboxThread) second = NULL;
  g_autoptr (GError) error = NULL;

  options.journal = path;
  options.port = (guint16) g_ascii_strtoull (strrchr (foyer_sandbox_thread_get_address (platform->sandbox), ':') + 1,
                                             NULL, 10);
  second = foyer_sandbox_thread_new (&options);
  g_assert_false (foyer_sandbox_thread_start (second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (foyer_sandbox_thread_get_address (second));
  {
    g_autoptr (Platform) free_again = open_platform (path);
  }
  g_unlink (path);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (foyer_sandbox_thread_start_finish (FOYER_SANDBOX_THREAD (source), result, &error));
  g_assert_no_error (error);
  g_main_loop_quit (user_data);
}

/* As the application does it: without blocking, stopped and started again. */
static void
test_async_start (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (FoyerSandboxThread) sandbox = foyer_sandbox_thread_new (&options);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  for (guint i = 0; i < 3; i++)
    {
      foyer_sandbox_thread_start_async (sandbox, started_cb, loop);
      g_main_loop_run (loop);
      g_assert_true (g_str_has_prefix (foyer_sandbox_thread_get_address (sandbox), "http://127.0.0.1:"));
      foyer_sandbox_thread_stop (sandbox);
      g_assert_null (foyer_sandbox_thread_get_address (sandbox));
    }
}

static void
failed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int *code = user_data;

  g_assert_false (foyer_sandbox_thread_start_finish (FOYER_SANDBOX_THREAD (source), result, &error));
  g_assert_true (error->domain == G_IO_ERROR);
  *code = error->code;
}

/* Stopped before it listens, and dropped while it starts: the thread neither hangs nor waits for itself. */
static void
test_stop_while_starting (void)
{
  FoyerSandboxOptions options = platform_options ();

  for (guint i = 0; i < 50; i++)
    {
      FoyerSandboxThread *sandbox = foyer_sandbox_thread_new (&options);
      int code = -1;

      foyer_sandbox_thread_start_async (sandbox, failed_cb, &code);
      if (i % 2 == 0)
        g_usleep (i * 20);
      foyer_sandbox_thread_stop (sandbox);
      g_object_unref (sandbox);
      while (code == -1)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (code, ==, G_IO_ERROR_CANCELLED);
    }
}

static void
test_async_failure (void)
{
  FoyerSandboxOptions options = platform_options ();

  options.journal = "/nonexistent/journal";
  for (guint i = 0; i < 50; i++)
    {
      FoyerSandboxThread *sandbox = foyer_sandbox_thread_new (&options);
      int code = -1;

      foyer_sandbox_thread_start_async (sandbox, failed_cb, &code);
      if (i % 2 == 0)
        g_object_ref (sandbox);
      g_object_unref (sandbox);
      while (code == -1)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (code, ==, G_IO_ERROR_NOT_FOUND);
      if (i % 2 == 0)
        g_object_unref (sandbox);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/journal/replay", test_replay);
  g_test_add_func ("/sandbox/journal/origin", test_origin);
  g_test_add_func ("/sandbox/journal/torn-line", test_torn_line);
  g_test_add_func ("/sandbox/journal/damage", test_damage);
  g_test_add_func ("/sandbox/journal/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/sandbox/journal/no-folder", test_no_folder);
  g_test_add_func ("/sandbox/journal/port-in-use", test_port_in_use);
  g_test_add_func ("/sandbox/journal/async-start", test_async_start);
  g_test_add_func ("/sandbox/journal/stop-while-starting", test_stop_while_starting);
  g_test_add_func ("/sandbox/journal/async-failure", test_async_failure);
  return g_test_run ();
}
