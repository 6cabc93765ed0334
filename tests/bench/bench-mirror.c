/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the mirror costs.
 * bench-mirror fill DIR LEADS: fills it as a refresh does, with half as many companies and as many people; prints
 * the processor seconds of leads, of companies and people, and of tidying, megabytes on the disk, and megabytes of
 * memory at most. bench-mirror KIND DIR LEADS ROUNDS: asks it, from the call to the call back in the main loop, in turn
 *   with the same statement stepped bare; prints the 99th and the 50th of hundred in microseconds, ours, bare, ours,
 *   bare, and megabytes of memory at most. Of "similar", which is more than one statement, the bare ones are what the
 *   processor did meanwhile. */

#include "bench-typed.h"
#include "foyer-database.h"
#include "foyer-lead-cache.h"
#include "foyer-lead-index.h"
#include "foyer-mirror-database.h"
#include "foyer-mirror-file.h"
#include "foyer-party-cache.h"
#include "foyer-private-files.h"
#include "foyer-progress.h"
#include "foyer-sandbox-records.h"
#include "foyer-sandbox-world.h"
#include "foyer-similar-finder.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define ACCOUNT "00000000-0000-4000-8000-000000000001"
#define PAGE    100

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static void
check (gboolean ok, GError *error)
{
  if (!ok)
    g_error ("%s", error->message);
}

static FoyerMirrorFile *
open_mirror (const char *dir)
{
  FoyerMirrorFile *mirror = foyer_mirror_file_new (dir, ACCOUNT);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  foyer_mirror_file_open_async (mirror, NULL, answered_cb, &result);
  check (foyer_mirror_file_open_finish (mirror, await (&result), &error), error);
  return mirror;
}

static void
close_mirror (FoyerMirrorFile *mirror)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  foyer_mirror_file_close_async (mirror, NULL, answered_cb, &result);
  check (foyer_mirror_file_close_finish (mirror, await (&result), &error), error);
  g_object_unref (mirror);
}

static void
set_id (FoyerLead *lead, FoyerLeadField field, gint64 id)
{
  if (id > 0)
    foyer_lead_set_id (lead, field, id);
}

static FoyerLead *
make_lead (const FoyerSandboxWorld *world, gint64 id)
{
  g_autoptr (FoyerSandboxLead) row = foyer_sandbox_world_lead (world, id);
  g_autoptr (FoyerSandboxContact) contact = foyer_sandbox_world_contact (world, MAX (row->contact_id, 1));
  g_autofree char *person = g_strdup_printf ("%s %s", contact->texts[FOYER_SANDBOX_CONTACT_FIRST_NAME],
                                             contact->texts[FOYER_SANDBOX_CONTACT_LAST_NAME]);
  FoyerLead *lead = foyer_lead_new_from_platform (id);

  foyer_lead_set_belongs_to (lead, row->company_id > 0 ? FOYER_BELONGS_TO_COMPANY : FOYER_BELONGS_TO_PERSON);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, row->name);
  if (row->description != NULL)
    foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, row->description);
  if (row->company_id > 0)
    {
      char name[FOYER_SANDBOX_TEXT_SIZE];

      foyer_sandbox_world_company_text (world, row->company_id, FOYER_SANDBOX_COMPANY_BUSINESS_NAME, name);
      foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, name);
    }
  set_id (lead, FOYER_LEAD_COMPANY, row->company_id);
  set_id (lead, row->company_id > 0 ? FOYER_LEAD_LEAD_CONTACT : FOYER_LEAD_CONTACT, row->contact_id);
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, person);
  if (contact->texts[FOYER_SANDBOX_CONTACT_EMAIL] != NULL)
    foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_EMAIL, contact->texts[FOYER_SANDBOX_CONTACT_EMAIL]);
  if (contact->texts[FOYER_SANDBOX_CONTACT_PHONE] != NULL)
    foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_PHONE, contact->texts[FOYER_SANDBOX_CONTACT_PHONE]);
  set_id (lead, FOYER_LEAD_QUALITY, row->quality_id);
  set_id (lead, FOYER_LEAD_STAGE, row->stage_id);
  set_id (lead, FOYER_LEAD_STAGE_REASON, row->stage_reason_id);
  set_id (lead, FOYER_LEAD_TYPE, row->type_id);
  set_id (lead, FOYER_LEAD_SUBTYPE, row->subtype_id);
  set_id (lead, FOYER_LEAD_SOURCE, row->source_id);
  set_id (lead, FOYER_LEAD_CHANNEL, row->channel_id);
  set_id (lead, FOYER_LEAD_OWNER, row->owner_user_id);
  foyer_lead_set_date (lead, FOYER_LEAD_CREATED, row->created);
  foyer_lead_set_date (lead, FOYER_LEAD_MODIFIED, row->modified);
  return lead;
}

static FoyerParty *
make_company (const FoyerSandboxWorld *world, gint64 id)
{
  g_autoptr (FoyerSandboxCompany) row = foyer_sandbox_world_company (world, id);
  FoyerParty *party = foyer_party_new (FOYER_PARTY_COMPANY, id, row->texts[FOYER_SANDBOX_COMPANY_BUSINESS_NAME]);

  foyer_party_set_email (party, row->texts[FOYER_SANDBOX_COMPANY_EMAIL]);
  foyer_party_set_phone (party, row->texts[FOYER_SANDBOX_COMPANY_PHONE]);
  return party;
}

static FoyerParty *
make_person (const FoyerSandboxWorld *world, gint64 id)
{
  g_autoptr (FoyerSandboxContact) row = foyer_sandbox_world_contact (world, id);
  g_autofree char *name = g_strdup_printf ("%s %s", row->texts[FOYER_SANDBOX_CONTACT_FIRST_NAME],
                                           row->texts[FOYER_SANDBOX_CONTACT_LAST_NAME]);
  FoyerParty *party = foyer_party_new (FOYER_PARTY_PERSON, id, name);
  char company[FOYER_SANDBOX_TEXT_SIZE];
  gint64 companies[2];

  foyer_party_set_email (party, row->texts[FOYER_SANDBOX_CONTACT_EMAIL]);
  foyer_party_set_phone (party, row->texts[FOYER_SANDBOX_CONTACT_PHONE]);
  if (foyer_sandbox_world_contact_companies (world, id, companies) > 0)
    {
      foyer_sandbox_world_company_text (world, companies[0], FOYER_SANDBOX_COMPANY_BUSINESS_NAME, company);
      foyer_party_set_company (party, companies[0], company);
    }
  return party;
}

static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
most_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

typedef gpointer (*Make) (const FoyerSandboxWorld *world, gint64 id);

static void
fill_part (FoyerMirrorFile *mirror, const FoyerSandboxWorld *world, gint64 n, Make make, gboolean leads, double *spent)
{
  for (gint64 id = 1; id <= n;)
    {
      GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GAsyncResult) result = NULL;
      GError *error = NULL;
      double before;

      for (; rows->len < PAGE && id <= n; id++)
        g_ptr_array_add (rows, make (world, id));
      before = processor_seconds ();
      if (leads)
        {
          foyer_lead_cache_refresh_async (mirror, rows, 1, NULL, answered_cb, &result);
          check (foyer_lead_cache_put_finish (mirror, await (&result), &error), error);
        }
      else
        {
          foyer_party_cache_refresh_async (mirror, rows, 1, NULL, answered_cb, &result);
          check (foyer_party_cache_put_finish (mirror, await (&result), &error), error);
        }
      *spent += processor_seconds () - before;
    }
}

static char *
get_path (const char *dir)
{
  g_autofree char *folder = foyer_private_folder_for_account (dir, ACCOUNT);

  return g_build_filename (folder, FOYER_MIRROR_DATABASE, NULL);
}

static void
tidy (FoyerMirrorFile *mirror)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  foyer_mirror_tidy_async (mirror, NULL, answered_cb, &result);
  check (foyer_mirror_tidy_finish (mirror, await (&result), &error), error);
}

static void
fill (const char *dir, gint64 n)
{
  FoyerMirrorFile *mirror = open_mirror (dir);
  g_autofree char *path = get_path (dir);
  FoyerSandboxWorld world;
  double leads = 0, parties = 0, before;
  GStatBuf status;

  foyer_sandbox_world_init (&world, 1, n, 1750000000);
  fill_part (mirror, &world, n, (Make) make_lead, TRUE, &leads);
  fill_part (mirror, &world, world.companies, (Make) make_company, FALSE, &parties);
  fill_part (mirror, &world, world.contacts, (Make) make_person, FALSE, &parties);
  before = processor_seconds ();
  tidy (mirror);
  g_print ("%.2f %.2f %.2f ", leads, parties, processor_seconds () - before);
  close_mirror (mirror);
  g_stat (path, &status);
  g_print ("%.1f %.1f\n", (double) status.st_size / 1e6, most_megabytes ());
}

static FoyerLeadQuery *
make_query (const char *kind, guint number)
{
  FoyerLeadQuery *query = foyer_lead_query_new ();
  g_autofree char *text = bench_typed_text (kind, number);

  foyer_lead_query_set_text (query, text);
  if (g_str_equal (kind, "filter"))
    {
      foyer_lead_query_add_id (query, FOYER_LEAD_STAGE, 11 + number % 7);
      foyer_lead_query_add_id (query, FOYER_LEAD_OWNER, 1 + number % 9);
    }
  else if (g_str_equal (kind, "modified"))
    foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_MODIFIED, FALSE);
  else if (g_str_equal (kind, "name"))
    foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_NAME, TRUE);
  else if (g_str_equal (kind, "sections"))
    foyer_lead_query_set_sections (query, FOYER_LEAD_SECTIONS_STAGE);
  return query;
}

static gint64
ask_ours (FoyerMirrorFile *mirror, const FoyerLeadQuery *query, gboolean all)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FoyerLeadListing) listing = NULL;
  GError *error = NULL;
  gint64 before = g_get_monotonic_time (), after;

  if (all)
    foyer_lead_index_list_async (mirror, query, NULL, NULL, NULL, NULL, answered_cb, &result);
  else
    foyer_lead_index_begin_async (mirror, query, NULL, NULL, BENCH_FIRST_ROWS, NULL, answered_cb, &result);
  listing = foyer_lead_index_list_finish (mirror, await (&result), &error);
  after = g_get_monotonic_time ();
  check (listing != NULL, error);
  return after - before;
}

/* What a page of figures asks: all leads by source and month. */
static gint64
ask_figures (FoyerMirrorFile *mirror, const FoyerLeadQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) tallies = NULL;
  GError *error = NULL;
  gint64 before = g_get_monotonic_time (), after;

  foyer_lead_index_tally_async (mirror, query, NULL, FOYER_LEAD_SOURCE, TRUE, NULL, answered_cb, &result);
  tallies = foyer_lead_index_tally_finish (mirror, await (&result), &error);
  after = g_get_monotonic_time ();
  check (tallies != NULL, error);
  return after - before;
}

static gint64
processor_microseconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec
         + usage.ru_stime.tv_usec;
}

static gint64
ask_similar (FoyerMirrorFile *mirror, const FoyerSandboxWorld *world, guint number, gint64 *processor)
{
  g_autoptr (FoyerParty) company = make_company (world, 1 + (number * 7919) % world->companies);
  g_autoptr (FoyerParty) person = make_person (world, 1 + (number * 104729) % world->contacts);
  FoyerIdentity identity = foyer_likeness_identify (person);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GError *error = NULL;
  gint64 before, after;

  *processor = processor_microseconds ();
  before = g_get_monotonic_time ();
  identity.company_name = foyer_party_get_name (company);
  identity.lead_name = foyer_party_get_name (company);
  foyer_similar_finder_find_async (mirror, &identity, 0, 5, NULL, answered_cb, &result);
  found = foyer_similar_finder_find_finish (mirror, await (&result), &error);
  after = g_get_monotonic_time ();
  *processor = processor_microseconds () - *processor;
  check (found != NULL, error);
  return after - before;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
print_times (GArray *ours, GArray *bare)
{
  static const guint hundredths[] = { 99, 50 };

  g_array_sort (ours, compare_times);
  g_array_sort (bare, compare_times);
  for (gsize i = 0; i < G_N_ELEMENTS (hundredths); i++)
    g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " ",
             g_array_index (ours, gint64, ours->len * hundredths[i] / 100),
             g_array_index (bare, gint64, bare->len * hundredths[i] / 100));
  g_print ("%.1f\n", most_megabytes ());
}

static void
measure (const char *kind, const char *dir, gint64 leads, guint rounds)
{
  FoyerMirrorFile *mirror = open_mirror (dir);
  g_autofree char *path = get_path (dir);
  GError *error = NULL;
  g_autoptr (FoyerDatabase) database = foyer_database_open (path, FOYER_DATABASE_MIRROR_READER, &error);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean figures = g_str_equal (kind, "figures");
  gboolean all = figures || g_str_equal (kind, "all");
  FoyerSandboxWorld world;

  check (database != NULL, error);
  foyer_sandbox_world_init (&world, 1, leads, 1750000000);
  /* The first round warms up. */
  for (guint i = 0; i < rounds * 2; i++)
    {
      g_autoptr (FoyerLeadQuery) query = make_query (kind, i % rounds);
      gboolean similar = g_str_equal (kind, "similar");
      gint64 processor = 0;
      gint64 time_ours = similar   ? ask_similar (mirror, &world, i, &processor)
                         : figures ? ask_figures (mirror, query)
                                   : ask_ours (mirror, query, all);
      gint64 time_bare = similar ? processor : bench_ask_bare (database, query, all);

      if (g_getenv ("BENCH_VERBOSE") != NULL && i >= rounds)
        g_printerr ("%s\t%d\t%d\n", foyer_lead_query_get_text (query), (int) time_ours, (int) time_bare);
      if (i >= rounds)
        {
          g_array_append_val (ours, time_ours);
          g_array_append_val (bare, time_bare);
        }
    }
  print_times (ours, bare);
  close_mirror (mirror);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "fill"))
    fill (argv[2], atoi (argv[3]));
  else if (argc == 5)
    measure (argv[1], argv[2], atoi (argv[3]), (guint) atoi (argv[4]));
  else
    return 2;
  return 0;
}
