/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account check finds out by trying: what works, what is off, and what cannot be used at all. */

#include "foyer-account-check.h"
#include "sync-testing.h"

static gboolean
run (FoyerAccountCheck *check, GError **error)
{
  return foyer_account_check_run_finish (check, AWAIT (foyer_account_check_run_async, check), error);
}

static FoyerAccountCheck *
new_check (Desk *desk)
{
  return foyer_account_check_new (desk->account, FOYER_SANDBOX_DEFAULT_SECRET);
}

static void
count_progress_cb (FoyerAccountCheck *check, FoyerCheckSubject subject, guint *counts)
{
  g_assert_cmpint (subject, <, FOYER_N_CHECKS);
  counts[subject]++;
}

/* Would catch: something that works called off, an ability that is not noticed, a step that is not told. */
static void
test_all_works (void)
{
  Desk desk;
  g_autoptr (FoyerAccountCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  guint counts[FOYER_N_CHECKS] = { 0 };
  FoyerAbilities expected = (FOYER_ABILITY_LEADS_ORDERED_BY_ID - 1);

  desk_set_up (&desk);
  check = new_check (&desk);
  g_signal_connect (check, "progressed", G_CALLBACK (count_progress_cb), counts);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_PING), ==, FOYER_CHECK_WAITING);
  run (check, &error);
  g_assert_no_error (error);
  for (int subject = 0; subject < FOYER_N_CHECKS; subject++)
    {
      g_assert_cmpint (foyer_account_check_get_outcome (check, (FoyerCheckSubject) subject), ==, FOYER_CHECK_WORKS);
      g_assert_null (foyer_account_check_get_error (check, (FoyerCheckSubject) subject));
      g_assert_cmpuint (counts[subject], ==, 2);
    }
  g_assert_cmpint (foyer_account_get_abilities (desk.account) & expected, ==, expected);
  g_assert_cmpuint (foyer_account_get_page_cap (desk.account), >, 0);
  g_assert_cmpint (foyer_account_get_checked (desk.account), >, 0);
  g_assert_nonnull (foyer_picklist_lookup (foyer_account_check_get_owners (check), 103));
  desk_clear (&desk);
}

/* Would catch: a filter that is ignored called honoured, because what came happened to be a list. */
static void
test_filters_ignored (void)
{
  Desk desk;
  g_autoptr (FoyerAccountCheck) check = NULL;
  g_autoptr (GError) error = NULL;
  FoyerAbilities abilities;

  desk_set_up (&desk);
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200,
                  "{\"meta\":{\"totalResults\":3},\"results\":["
                  "{\"id\":9,\"createdDate\":\"2020-01-03 00:00:00\",\"modifiedDate\":\"2020-01-03 00:00:00\"},"
                  "{\"id\":7,\"createdDate\":\"2020-01-01 00:00:00\",\"modifiedDate\":\"2020-01-01 00:00:00\"},"
                  "{\"id\":8,\"createdDate\":\"2020-01-02 00:00:00\",\"modifiedDate\":\"2020-01-02 00:00:00\"}]}");
  check = new_check (&desk);
  run (check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_LEADS), ==, FOYER_CHECK_WORKS);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_FILTERS), ==, FOYER_CHECK_IS_OFF);
  g_assert_error (foyer_account_check_get_error (check, FOYER_CHECK_FILTERS), FOYER_ERROR, FOYER_ERROR_UNSUPPORTED);
  abilities = foyer_account_get_abilities (desk.account);
  g_assert_true (abilities & FOYER_ABILITY_LIST_LEADS);
  g_assert_false (abilities & FOYER_ABILITY_FILTER_LEAD_ID);
  g_assert_false (abilities & FOYER_ABILITY_FILTER_LEAD_CREATED);
  g_assert_false (abilities & FOYER_ABILITY_FILTER_LEAD_MODIFIED);
  g_assert_false (abilities & FOYER_ABILITY_LEADS_ORDERED_BY_ID);
  desk_clear (&desk);
}

/* Would catch: a list this key may not read failing the whole check. */
static void
test_lists_off (void)
{
  Desk desk;
  g_autoptr (FoyerAccountCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  relay_set_rule (desk.relay, "getUserList", RELAY_ANSWERS, 403, "{\"errorCode\":403,\"message\":\"Forbidden\"}");
  relay_set_rule (desk.relay, "getLeadList", RELAY_ANSWERS, 200, "{\"errorCode\":403,\"message\":\"Forbidden\"}");
  check = new_check (&desk);
  run (check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_OWNERS), ==, FOYER_CHECK_IS_OFF);
  g_assert_error (foyer_account_check_get_error (check, FOYER_CHECK_OWNERS), FOYER_ERROR, FOYER_ERROR_FORBIDDEN);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_LEADS), ==, FOYER_CHECK_IS_OFF);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_FILTERS), ==, FOYER_CHECK_IS_OFF);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_CHANNELS), ==, FOYER_CHECK_WORKS);
  g_assert_false (foyer_account_get_abilities (desk.account) & FOYER_ABILITY_LIST_OWNERS);

  /* The same check again, after somebody gave the key its rights. */
  relay_set_rule (desk.relay, "getUserList", RELAY_PASSES, 0, NULL);
  relay_set_rule (desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  run (check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_OWNERS), ==, FOYER_CHECK_WORKS);
  g_assert_true (foyer_account_get_abilities (desk.account) & FOYER_ABILITY_FILTER_LEAD_ID);
  desk_clear (&desk);
}

typedef struct
{
  const char *secret;  /* NULL: the right one */
  const char *address; /* NULL: the platform's */
  const char *answer;  /* to everything, NULL for the platform's own */
  guint status;
  FoyerErrorCode code;
} Unusable;

static const Unusable unusables[] = {
  { NULL, "http://127.0.0.1:1", NULL, 0, FOYER_ERROR_OFFLINE },
  { NULL, "http://example.com", NULL, 0, FOYER_ERROR_INVALID },
  { NULL, "no address", NULL, 0, FOYER_ERROR_INVALID },
  { "another secret", NULL, NULL, 0, FOYER_ERROR_UNAUTHORIZED },
  { "", NULL, NULL, 0, FOYER_ERROR_INVALID },
  { NULL, NULL, "<html>Welcome to the hotel's network</html>", 200, FOYER_ERROR_UNREADABLE },
  { NULL, NULL, "{\"errorCode\":401,\"message\":\"Stale\",\"specificCode\":23005}", 401, FOYER_ERROR_CLOCK },
  { NULL, NULL, "{\"errorCode\":463,\"message\":\"Key revoked\"}", 463, FOYER_ERROR_UNAUTHORIZED },
};

/* Would catch: an address, a key and a clock that are wrong told as one another; abilities written down that nobody
 * tried. */
static void
test_unusable (gconstpointer data)
{
  const Unusable *unusable = data;
  Desk desk;
  g_autoptr (FoyerAccountCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  if (unusable->address != NULL)
    foyer_account_set_address (desk.account, unusable->address);
  if (unusable->answer != NULL)
    relay_set_rule (desk.relay, NULL, RELAY_ANSWERS, unusable->status, unusable->answer);
  check = foyer_account_check_new (desk.account,
                                   unusable->secret != NULL ? unusable->secret : FOYER_SANDBOX_DEFAULT_SECRET);
  g_assert_false (run (check, &error));
  g_assert_error (error, FOYER_ERROR, (int) unusable->code);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_PING), ==, FOYER_CHECK_IS_OFF);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_LEADS), ==, FOYER_CHECK_WAITING);
  g_assert_cmpint (foyer_account_get_abilities (desk.account), ==, FOYER_ABILITY_NONE);
  g_assert_cmpint (foyer_account_get_checked (desk.account), ==, 0);
  desk_clear (&desk);
}

static void
cancel_cb (FoyerAccountCheck *check, FoyerCheckSubject subject, GCancellable *cancellable)
{
  if (subject == FOYER_CHECK_COMPANIES)
    g_cancellable_cancel (cancellable);
}

/* Would catch: a check that goes on after the dialog was closed. */
static void
test_cancel (void)
{
  Desk desk;
  g_autoptr (FoyerAccountCheck) check = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  check = new_check (&desk);
  g_signal_connect (check, "progressed", G_CALLBACK (cancel_cb), cancellable);
  foyer_account_check_run_finish (check, AWAIT_WITH (cancellable, foyer_account_check_run_async, check), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (foyer_account_check_get_outcome (check, FOYER_CHECK_CONTACTS), ==, FOYER_CHECK_WAITING);
  g_assert_cmpint (foyer_account_get_checked (desk.account), ==, 0);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/account-check/all-works", test_all_works);
  g_test_add_func ("/sync/account-check/filters-ignored", test_filters_ignored);
  g_test_add_func ("/sync/account-check/lists-off", test_lists_off);
  for (guint i = 0; i < G_N_ELEMENTS (unusables); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/account-check/unusable/%u", i);
      g_test_add_data_func (path, &unusables[i], test_unusable);
    }
  g_test_add_func ("/sync/account-check/cancel", test_cancel);
  return g_test_run ();
}
