/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person feels who searches and saves, through the session and the model the window shows.
 *
 *   bench-typing refresh DIR ADDRESS   while everything is refreshed
 *   bench-typing rest DIR ADDRESS      while nothing is, KEYS times; then leads are opened and looked up by what names
 * them. An address where nobody listens is how it is with the network off
 *
 * Prints a word and microseconds a line: "one", "two" and "inside" from the key to the model holding the first page of
 * what was typed; "free-one" and so on the same without what this thread and the one that reads waited for a processor,
 * as on a computer that does nothing else; and "bare-one" and so on for the same statements alone, asked at once on a
 * thread of its own; "save" until it is durable, and "plain" for one insert between two saves; "wall" and "processor"
 * between two polls of the main loop; "open" until a lead is there; "similar" until what looks the same is. */

#include "bench-beside.h"
#include "bench-desk.h"
#include "bench-poll.h"
#include "bench-typed.h"
#include "foyer-session-mirror.h"

#include <string.h>

#define KEY_PAUSE  30  /* milliseconds; a key that is held down repeats as often */
#define SAVE_PAUSE 250 /* milliseconds */
#define KEYS       600
#define OPENED     200

typedef struct
{
  BenchDesk desk;
  BenchBeside *beside;
  FoyerLeadListModel *leads; /* owned */
  guint n_keys;              /* typed so far */
  guint n_opened;
  const char *kind; /* of what was typed last */
  gint64 typed;     /* monotonic; 0 when the model holds it */
  gint64 delayed;   /* until then */
  char *delays[2];  /* owned; where the kernel tells how long this thread and the reader waited for a processor */
  gint64 saved;     /* monotonic; 0 when it is durable */
  gint64 asked;     /* monotonic */
  gboolean refreshes;
} Person;

static void
print_time (const char *what, gint64 since)
{
  g_print ("%s %" G_GINT64_FORMAT "\n", what, g_get_monotonic_time () - since);
}

static void
find_delays (Person *person)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  person->delays[0] = g_strdup ("/proc/thread-self/schedstat");
  while (threads != NULL && (id = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", id, "comm", NULL);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "mirror-reader"))
        person->delays[1] = g_build_filename ("/proc/self/task", id, "schedstat", NULL);
    }
}

/* Microseconds since each thread began. */
static gint64
get_delay (Person *person)
{
  gint64 nanoseconds = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (person->delays); i++)
    {
      g_autofree char *text = NULL;

      /* On a processor, and waiting for one. */
      if (person->delays[i] != NULL && g_file_get_contents (person->delays[i], &text, NULL, NULL))
        nanoseconds += g_ascii_strtoll (strchr (text, ' '), NULL, 10);
    }
  return nanoseconds / 1000;
}

static void
first_page_shown (Person *person)
{
  gint64 took = g_get_monotonic_time () - person->typed;

  if (person->typed == 0)
    return;
  g_print ("%s %" G_GINT64_FORMAT "\nfree-%s %" G_GINT64_FORMAT "\n", person->kind, took, person->kind,
           MAX (took - (get_delay (person) - person->delayed), 0));
  person->typed = 0;
  bench_beside_ask (person->beside, person->kind, foyer_lead_list_model_get_query (person->leads));
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  first_page_shown (user_data);
}

/* Nothing is found, and nothing was before. */
static void
completeness_changed_cb (GObject *model, GParamSpec *pspec, gpointer user_data)
{
  if (foyer_lead_list_model_get_is_complete (FOYER_LEAD_LIST_MODEL (model)))
    first_page_shown (user_data);
}

static gboolean
type_cb (gpointer user_data)
{
  static const char *const kinds[] = { "one", "two", "inside" };
  Person *person = user_data;
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autofree char *text = NULL;

  if (person->typed != 0)
    return G_SOURCE_CONTINUE;
  if (!person->refreshes && person->n_keys == KEYS)
    {
      g_main_loop_quit (person->desk.loop);
      return G_SOURCE_REMOVE;
    }
  person->kind = kinds[person->n_keys % G_N_ELEMENTS (kinds)];
  text = bench_typed_text (person->kind, person->n_keys / G_N_ELEMENTS (kinds));
  person->n_keys++;
  foyer_lead_query_set_text (query, text);
  if (foyer_lead_query_equal (query, foyer_lead_list_model_get_query (person->leads)))
    return G_SOURCE_CONTINUE;
  person->delayed = get_delay (person);
  person->typed = g_get_monotonic_time ();
  foyer_lead_list_model_set_query (person->leads, query);
  return G_SOURCE_CONTINUE;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  if (row == NULL)
    g_error ("%s", error->message);
  print_time ("save", person->saved);
  person->saved = 0;
  bench_beside_save (person->beside);
}

static gboolean
save_cb (gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (FoyerLead) lead = NULL;

  if (person->saved != 0)
    return G_SOURCE_CONTINUE;
  lead = bench_new_lead ();
  person->saved = g_get_monotonic_time ();
  foyer_outbox_keep_async (person->desk.outbox, lead, NULL, 0, NULL, kept_cb, person);
  return G_SOURCE_CONTINUE;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_mirror_refresh_run_finish (FOYER_MIRROR_REFRESH (source), result, &error))
    g_error ("%s", error->message);
  g_main_loop_quit (person->desk.loop);
}

static void
print_polls (void)
{
  g_autoptr (GArray) times = bench_poll_end ();

  for (guint i = 0; i < times->len; i++)
    {
      const BenchMoment *took = &g_array_index (times, BenchMoment, i);

      g_print ("wall %" G_GINT64_FORMAT "\nprocessor %" G_GINT64_FORMAT "\n", took->wall, took->processor);
    }
}

static void
type_and_save (Person *person)
{
  guint typing = g_timeout_add (KEY_PAUSE, type_cb, person);
  guint saving = g_timeout_add (SAVE_PAUSE, save_cb, person);

  bench_poll_begin ();
  if (person->refreshes)
    foyer_mirror_refresh_run_async (foyer_session_get_refresh (person->desk.session), FOYER_REFRESH_EVERYTHING, NULL,
                                    refreshed_cb, person);
  g_main_loop_run (person->desk.loop);
  print_polls ();
  if (person->refreshes)
    g_source_remove (typing);
  g_source_remove (saving);
  while (person->saved != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
similar_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = foyer_session_find_similar_finish (FOYER_SESSION (source), result, &error);

  if (found == NULL)
    g_error ("%s", error->message);
  print_time ("similar", person->asked);
  g_main_loop_quit (person->desk.loop);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Person *person = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerLead) lead = foyer_session_load_lead_finish (FOYER_SESSION (source), result, NULL, &error);
  FoyerIdentity identity = { 0 };

  if (lead == NULL)
    g_error ("%s", error->message);
  print_time ("open", person->asked);
  identity.company_name = foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME);
  identity.person_name = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME);
  identity.email = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL);
  identity.phone = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_PHONE);
  person->asked = g_get_monotonic_time ();
  foyer_session_find_similar_async (person->desk.session, &identity, 0, 5, NULL, similar_found_cb, person);
}

static void
open_leads (Person *person)
{
  for (guint i = 0; i < OPENED; i++)
    {
      person->asked = g_get_monotonic_time ();
      foyer_session_load_lead_async (person->desk.session, 1 + i * 499, NULL, opened_cb, person);
      g_main_loop_run (person->desk.loop);
    }
}

int
main (int argc, char **argv)
{
  Person person = { 0 };

  if (argc != 4 || !(g_str_equal (argv[1], "refresh") || g_str_equal (argv[1], "rest")))
    return 2;
  person.refreshes = g_str_equal (argv[1], "refresh");
  bench_poll_install ();
  bench_desk_open (&person.desk, argv[2], argv[3]);
  find_delays (&person);
  person.beside = bench_beside_new (argv[2]);
  person.leads = foyer_session_new_lead_list (person.desk.session, NULL);
  g_signal_connect (person.leads, "items-changed", G_CALLBACK (items_changed_cb), &person);
  g_signal_connect (person.leads, "notify::is-complete", G_CALLBACK (completeness_changed_cb), &person);
  type_and_save (&person);
  if (!person.refreshes)
    open_leads (&person);
  bench_beside_free (person.beside);
  for (gsize i = 0; i < G_N_ELEMENTS (person.delays); i++)
    g_free (person.delays[i]);
  g_object_unref (person.leads);
  bench_desk_close (&person.desk);
  return 0;
}
