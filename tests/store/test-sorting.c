/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of names and titles in the person's language, in real locales, which are made for the test. */

#include <locale.h>
#include <string.h>

#include "foyer-account-store.h"
#include "foyer-lead-cache.h"
#include "foyer-lead-index.h"
#include "foyer-party-cache.h"
#include "foyer-picklist-cache.h"
#include "foyer-sort-key.h"
#include "store-testing.h"

#define N_NAMES 8

/* As the dictionaries have them. */
static const struct
{
  const char *locale;
  const char *names[N_NAMES];
} orders[] = {
  { "sv_SE", { "adam", "Bengt", "Wilma", "Zara", "Åke", "Ängel", "öresund", "Östersund" } },
  { "pl_PL", { "Cezary", "ćma", "dom", "lato", "Luiza", "Łódź", "łuk", "Maria" } },
  { "es_ES", { "Nancy", "nube", "ñandú", "Ñuñoa", "oca", "Óscar", "Pablo", "zapato" } },
  { "ru_RU", { "Дарья", "Егор", "ёж", "Елена", "Жанна", "зима", "Игорь", "Яна" } },
};

/* FALSE where this system has no locales to make one of; the test is skipped then. */
static gboolean
enter_locale (const char *locale)
{
  const char *folder = g_getenv ("LOCPATH");
  g_autofree char *name = g_strconcat (locale, ".UTF-8", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *command[] = { "localedef", "-i", locale, "-f", "UTF-8", path, NULL };
  int status = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)
      && (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                         NULL, NULL, &status, NULL)
          || status != 0))
    {
      g_test_skip ("This system has no locales to make one of");
      return FALSE;
    }
  g_assert_nonnull (setlocale (LC_ALL, name));
  return TRUE;
}

static void
put_leads (FoyerMirrorFile *mirror, const char *const *names)
{
  g_autoptr (GPtrArray) leads = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  /* In no order: not the one they are sorted in, nor that backwards. */
  for (gint64 i = 0; i < N_NAMES; i++)
    {
      FoyerLead *lead = foyer_lead_new_from_platform (1 + i);
      const char *name = names[(i * 3 + 1) % N_NAMES];
      g_autofree char *spaced = g_strconcat ("  ", name, NULL);

      foyer_lead_set_text (lead, FOYER_LEAD_NAME, spaced);
      foyer_lead_set_text (lead, FOYER_LEAD_COMPANY_NAME, name);
      foyer_lead_set_id (lead, FOYER_LEAD_OWNER, 101 + (i * 3 + 1) % N_NAMES);
      g_ptr_array_add (leads, lead);
    }
  foyer_lead_cache_put_finish (mirror, AWAIT (foyer_lead_cache_put_async, mirror, leads), &error);
  g_assert_no_error (error);
}

static void
put_owners (FoyerMirrorFile *mirror, const char *const *names)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (gint64 i = N_NAMES - 1; i >= 0; i--)
    g_ptr_array_add (items, foyer_picklist_item_new (101 + i, names[i], 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
  foyer_picklist_cache_replace_finish (
      mirror, AWAIT (foyer_picklist_cache_replace_async, mirror, FOYER_PICKLIST_OWNER, items, G_GINT64_CONSTANT (1)),
      &error);
  g_assert_no_error (error);
}

static void
assert_order (FoyerMirrorFile *mirror, FoyerLeadSort sort, gboolean ascending, const char *const *names)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListing) listing = NULL;
  g_autoptr (GError) error = NULL;

  foyer_lead_query_set_sort (query, sort, ascending);
  listing = foyer_lead_index_list_finish (mirror, AWAIT (foyer_lead_index_list_async, mirror, query, NULL, NULL, NULL),
                                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->ids->len, ==, N_NAMES);
  for (guint i = 0; i < N_NAMES; i++)
    {
      gint64 id = g_array_index (listing->ids, gint64, i);

      g_assert_cmpstr (names[((id - 1) * 3 + 1) % N_NAMES], ==, names[ascending ? i : N_NAMES - 1 - i]);
    }
}

static void
assert_lead_orders (FoyerMirrorFile *mirror, const char *const *names)
{
  assert_order (mirror, FOYER_LEAD_SORT_NAME, TRUE, names);
  assert_order (mirror, FOYER_LEAD_SORT_NAME, FALSE, names);
  assert_order (mirror, FOYER_LEAD_SORT_PARTY, TRUE, names);
  assert_order (mirror, FOYER_LEAD_SORT_OWNER, TRUE, names);
}

static void
assert_people (FoyerMirrorFile *mirror, const char *const *names)
{
  g_autoptr (GPtrArray) parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  for (gint64 i = 0; i < N_NAMES; i++)
    g_ptr_array_add (parties, foyer_party_new (FOYER_PARTY_COMPANY, 1 + i, names[(i * 5 + 2) % N_NAMES]));
  foyer_party_cache_put_finish (mirror, AWAIT (foyer_party_cache_put_async, mirror, parties, G_GINT64_CONSTANT (0)),
                                &error);
  g_assert_no_error (error);
  found = foyer_party_cache_search_finish (
      mirror,
      AWAIT (foyer_party_cache_search_async, mirror, FOYER_PARTY_COMPANY, "", G_GINT64_CONSTANT (0), (guint) N_NAMES),
      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, N_NAMES);
  for (guint i = 0; i < N_NAMES; i++)
    g_assert_cmpstr (foyer_party_get_name (found->pdata[i]), ==, names[i]);
}

/* Would catch: å before b, ł after z, ñ and ё among n and е with no order of their own: the bytes of a name, or its
 * letters without their marks, taken for the order of the alphabet. */
static void
test_lists (gconstpointer data)
{
  const char *const *names = orders[GPOINTER_TO_UINT (data)].names;
  Desk desk;
  FoyerMirrorFile *mirror;

  if (!enter_locale (orders[GPOINTER_TO_UINT (data)].locale))
    return;
  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  put_owners (mirror, names);
  put_leads (mirror, names);
  assert_lead_orders (mirror, names);
  assert_people (mirror, names);
  close_mirror (mirror);
  desk_clear (&desk);
}

/* Would catch: a mirror that stays in the order of the language it was filled in. */
static void
test_another_language (void)
{
  static const char *const swedish[N_NAMES] = { "Adam", "Bo", "Olof", "Zara", "Åke", "Ärla", "Ärlig", "Östen" };
  static const char *const spanish[N_NAMES] = { "Adam", "Åke", "Ärla", "Ärlig", "Bo", "Olof", "Östen", "Zara" };
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListing) listing = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk;
  FoyerMirrorFile *mirror;

  if (!enter_locale ("sv_SE") || !enter_locale ("es_ES") || !enter_locale ("sv_SE"))
    return;
  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  put_leads (mirror, swedish);
  assert_order (mirror, FOYER_LEAD_SORT_NAME, TRUE, swedish);
  close_mirror (mirror);

  enter_locale ("es_ES");
  mirror = open_mirror (&desk);
  foyer_lead_query_set_sort (query, FOYER_LEAD_SORT_NAME, TRUE);
  listing = foyer_lead_index_list_finish (mirror, AWAIT (foyer_lead_index_list_async, mirror, query, NULL, NULL, NULL),
                                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->ids->len, ==, N_NAMES);
  for (guint i = 0; i < N_NAMES; i++)
    g_assert_cmpstr (swedish[((g_array_index (listing->ids, gint64, i) - 1) * 3 + 1) % N_NAMES], ==, spanish[i]);
  close_mirror (mirror);
  desk_clear (&desk);
}

/* Would catch: capitals before small letters where there is no language, and a long name that overflows its key. */
static void
test_keys (void)
{
  g_autofree char *long_name = g_strnfill (5000, 'a');
  g_autofree char *longer_name = g_strconcat (long_name, "b", NULL);
  static const char *const locales[] = { "C", "sv_SE" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *none = NULL;
      g_autofree char *adam = NULL;
      g_autofree char *bengt = NULL;
      g_autofree char *long_key = NULL;
      g_autofree char *longer_key = NULL;

      if (i == 0)
        setlocale (LC_ALL, "C");
      else if (!enter_locale (locales[i]))
        return;
      none = foyer_sort_key_new (NULL);
      adam = foyer_sort_key_new ("adam");
      bengt = foyer_sort_key_new (" Bengt");
      long_key = foyer_sort_key_new (long_name);
      longer_key = foyer_sort_key_new (longer_name);
      g_assert_cmpstr (none, ==, "");
      g_assert_cmpint (strcmp (adam, bengt), <, 0);
      g_assert_cmpint (strcmp (long_key, longer_key), <, 0);
      g_assert_cmpint (strcmp (adam, long_key), >, 0);
    }
}

static void
keep_account (FoyerAccountStore *store, const char *title)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autoptr (FoyerAccount) account = foyer_account_new (uuid);
  g_autoptr (GError) error = NULL;

  foyer_account_set_title (account, title);
  foyer_account_set_address (account, "https://api.example.com");
  foyer_account_set_key (account, "key");
  foyer_account_store_save_finish (store, AWAIT (foyer_account_store_save_async, store, account), &error);
  g_assert_no_error (error);
}

/* Would catch: accounts in the order of their titles' bytes. */
static void
test_accounts (void)
{
  const char *const *names = orders[0].names;
  Desk desk;
  g_autoptr (FoyerAccountStore) store = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (!enter_locale (orders[0].locale))
    return;
  desk_set_up (&desk);
  store = foyer_account_store_new (desk.data_dir, desk.cache_dir);
  for (guint i = 0; i < N_NAMES; i++)
    keep_account (store, names[(i * 3 + 1) % N_NAMES]);
  accounts = foyer_account_store_list_finish (store, AWAIT (foyer_account_store_list_async, store), &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, N_NAMES);
  for (guint i = 0; i < N_NAMES; i++)
    g_assert_cmpstr (foyer_account_get_title (accounts->pdata[i]), ==, names[i]);
  g_clear_object (&store);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_autofree char *locales = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  locales = g_dir_make_tmp ("foyer-locales-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("LOCPATH", locales, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *path = g_strconcat ("/sorting/lists/", orders[i].locale, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_lists);
    }
  g_test_add_func ("/sorting/another-language", test_another_language);
  g_test_add_func ("/sorting/keys", test_keys);
  g_test_add_func ("/sorting/accounts", test_accounts);
  return g_test_run ();
}
