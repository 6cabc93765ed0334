/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox in words, and the account's banner: what every state and every trouble says. No display. */

#include "foyer-account-banner.h"
#include "foyer-outbox-text.h"

#include <locale.h>

#define NOW 1700000000

static FoyerOutboxRow *
row_new (FoyerOutboxState state, gboolean is_add)
{
  g_autoptr (FoyerLead) base = foyer_lead_new_from_platform (7);
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
  FoyerOutboxRow *row;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 15);
  row = foyer_outbox_row_new (NULL, lead, is_add ? NULL : base);
  foyer_outbox_row_set_state (row, state);
  return row;
}

static void
assert_state (FoyerOutboxRow *row, FoyerTrouble trouble, gboolean is_paused, const char *expected)
{
  g_autofree char *text = foyer_outbox_text_state (row, &(FoyerOutboxScene) { trouble, is_paused, NOW });

  g_assert_cmpstr (text, ==, expected);
}

static void
every_state_has_words (void)
{
  /* Would catch: a state without a sentence, a mark or an icon, and two that read alike where a person must tell them
   * apart. */
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint state = 0; state < FOYER_N_OUTBOX_STATES; state++)
    {
      g_autoptr (FoyerOutboxRow) row = row_new (state, TRUE);
      char *text = NULL;

      foyer_outbox_row_set_due (row, NOW + 8);
      text = foyer_outbox_text_state (row, &(FoyerOutboxScene) { .now = NOW });
      g_assert_cmpstr (text, !=, "");
      g_assert_true (g_hash_table_add (seen, text));
      g_assert_cmpstr (foyer_outbox_text_mark (state), !=, "");
      g_assert_nonnull (foyer_outbox_text_icon (state));
      g_assert_nonnull (foyer_outbox_text_style (state));
    }
}

static void
held_counts_down (void)
{
  g_autoptr (FoyerOutboxRow) row = row_new (FOYER_OUTBOX_HELD, TRUE);

  foyer_outbox_row_set_due (row, NOW + 8);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Sends in 8 s");
  foyer_outbox_row_set_due (row, NOW);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Waiting to be sent");
  /* Would catch: a clock that was set back, and "Sends in 400 hours". */
  foyer_outbox_row_set_due (row, NOW + 1440000);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Waiting to be sent");
}

static void
queued_says_what_it_waits_for (void)
{
  /* Would catch: a row that says "in 2 minutes" where nothing will happen until a person does something. */
  g_autoptr (FoyerOutboxRow) row = row_new (FOYER_OUTBOX_QUEUED, FALSE);

  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Waiting to be sent");
  foyer_outbox_row_set_due (row, NOW + 150);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Tried again in 3 minutes");
  assert_state (row, FOYER_TROUBLE_OFFLINE, FALSE, "Waiting for the network");
  foyer_outbox_row_set_waits_for (row, "other");
  assert_state (row, FOYER_TROUBLE_OFFLINE, FALSE, "Waiting for another change that goes first");
  assert_state (row, FOYER_TROUBLE_CLOCK, FALSE, "Waiting for this computer’s clock to be set");
  assert_state (row, FOYER_TROUBLE_NONE, TRUE, "Waiting for a key that the platform accepts");
  assert_state (row, FOYER_TROUBLE_NO_SECRET, TRUE, "Waiting for the secret of the account");
}

static void
uncertain_says_how_long (void)
{
  g_autoptr (FoyerOutboxRow) row = row_new (FOYER_OUTBOX_UNCERTAIN, TRUE);

  foyer_outbox_row_set_believed_after (row, NOW + 360);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Checking whether it arrived (up to 6 minutes)");
  foyer_outbox_row_set_believed_after (row, NOW - 1);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Checking whether it arrived");
}

static void
conflicts_differ (void)
{
  /* Would catch: a person who is sent to compare what cannot be seen. */
  g_autoptr (FoyerOutboxRow) update = row_new (FOYER_OUTBOX_CONFLICT, FALSE);
  g_autoptr (FoyerOutboxRow) add = row_new (FOYER_OUTBOX_CONFLICT, TRUE);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  assert_state (update, FOYER_TROUBLE_NONE, FALSE,
                "It may have arrived, and Foyer cannot see it: look on the platform");
  assert_state (add, FOYER_TROUBLE_NONE, FALSE, "It may have arrived, and Foyer cannot see it: look on the platform");
  g_ptr_array_add (found, foyer_lead_new_from_platform (9));
  foyer_outbox_row_set_found (update, found);
  assert_state (update, FOYER_TROUBLE_NONE, FALSE, "Changed here and on the platform: choose");
  foyer_outbox_row_set_found (add, found);
  assert_state (add, FOYER_TROUBLE_NONE, FALSE, "A lead that looks like it is on the platform: is it this one?");
}

static void
a_refusal_says_why (void)
{
  /* Would catch: the platform's words lost, and a refusal that does not name its field. */
  g_autoptr (FoyerOutboxRow) row = row_new (FOYER_OUTBOX_REJECTED, TRUE);
  FoyerOutboxAnswer answer = { FOYER_ERROR_REFUSED, 23016, FOYER_LEAD_SOURCE, "is closed" };

  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE,
                "Refused at Source: The platform does not accept this value. The platform says: is closed");
  answer.field = FOYER_LEAD_NO_FIELD;
  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE,
                "Refused: The platform does not accept one of the values. The platform says: is closed");
  answer.words = NULL;
  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Refused: The platform does not accept one of the values.");
  /* Would catch: a code nobody knows that hides what the platform said. */
  answer.specific_code = 99999;
  answer.words = "is closed";
  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Refused: is closed");
  answer.words = NULL;
  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Refused: The platform did not accept this.");
  answer.code = FOYER_ERROR_GONE;
  foyer_outbox_row_set_answer (row, &answer);
  assert_state (row, FOYER_TROUBLE_NONE, FALSE, "Refused: No longer a lead on the platform (converted or deleted)");
}

static void
what_and_answer (void)
{
  g_autoptr (FoyerOutboxRow) add = row_new (FOYER_OUTBOX_QUEUED, TRUE);
  g_autoptr (FoyerOutboxRow) update = row_new (FOYER_OUTBOX_QUEUED, FALSE);
  FoyerOutboxAnswer answer = { FOYER_ERROR_BUSY, 0, FOYER_LEAD_NO_FIELD, NULL };
  g_autofree char *what_add = foyer_outbox_text_what (add);
  g_autofree char *what_update = foyer_outbox_text_what (update);
  FoyerOutboxScene scene = { FOYER_TROUBLE_NONE, FALSE, 0 };
  g_autofree char *once = NULL;
  g_autofree char *thrice = NULL;

  g_assert_cmpstr (what_add, ==, "New lead");
  g_assert_cmpstr (what_update, ==, "Changes Name, Stage");
  g_assert_null (foyer_outbox_text_answer (update, &scene));
  foyer_outbox_row_set_answer (update, &answer);
  foyer_outbox_row_set_n_attempts (update, 1);
  once = foyer_outbox_text_answer (update, &scene);
  g_assert_true (g_str_has_prefix (once, "The platform asks for a pause"));
  foyer_outbox_row_set_n_attempts (update, 3);
  thrice = foyer_outbox_text_answer (update, &scene);
  g_assert_true (g_str_has_suffix (thrice, "3 attempts so far."));
  /* Would catch: "check the network" said a second time on every row, where the banner says it for all. */
  answer.code = FOYER_ERROR_OFFLINE;
  foyer_outbox_row_set_answer (update, &answer);
  scene.trouble = FOYER_TROUBLE_OFFLINE;
  g_assert_null (foyer_outbox_text_answer (update, &scene));
  foyer_outbox_row_set_state (update, FOYER_OUTBOX_REJECTED);
  g_assert_null (foyer_outbox_text_answer (update, &scene));
}

static void
the_button_says_what_is_sent (void)
{
  g_autofree char *nothing = foyer_outbox_text_sends (0, TRUE);
  g_autofree char *add = foyer_outbox_text_sends (FOYER_FIELD_BIT (FOYER_LEAD_NAME), TRUE);
  g_autofree char *update = foyer_outbox_text_sends (
      FOYER_FIELD_BIT (FOYER_LEAD_STAGE) | FOYER_FIELD_BIT (FOYER_LEAD_NAME), FALSE);

  g_assert_cmpstr (nothing, ==, "Nothing to save");
  g_assert_cmpstr (add, ==, "Sends a new lead");
  g_assert_cmpstr (update, ==, "Sends Name, Stage");
}

static void
assert_banner (FoyerTrouble trouble, gboolean is_paused, guint n_waiting, const char *text, const char *action)
{
  g_auto (FoyerAccountBanner) banner = foyer_account_banner_derive (trouble, is_paused, n_waiting);

  g_assert_cmpstr (banner.text, ==, text);
  g_assert_cmpstr (banner.action, ==, action);
  g_assert_true ((banner.button == NULL) == (banner.action == NULL));
}

static void
the_banner_says_what_to_do (void)
{
  /* Would catch: a trouble without a sentence or a way out of it, and a banner when all is well. */
  g_autoptr (GEnumClass) troubles = g_type_class_ref (FOYER_TYPE_TROUBLE);

  for (guint i = 0; i < troubles->n_values; i++)
    for (guint n = 0; n < 2; n++)
      {
        g_auto (FoyerAccountBanner) banner = foyer_account_banner_derive (troubles->values[i].value, FALSE, n);

        g_assert_true ((banner.text != NULL) == (troubles->values[i].value != FOYER_TROUBLE_NONE));
        g_assert_true ((banner.button != NULL) == (banner.text != NULL));
      }
  assert_banner (FOYER_TROUBLE_NONE, FALSE, 5, NULL, NULL);
  assert_banner (FOYER_TROUBLE_OFFLINE, FALSE, 0, "Working offline.", "win.refresh");
  assert_banner (FOYER_TROUBLE_OFFLINE, FALSE, 1, "Working offline. 1 change waits.", "win.outbox");
  assert_banner (FOYER_TROUBLE_OFFLINE, FALSE, 3, "Working offline. 3 changes wait.", "win.outbox");
  assert_banner (FOYER_TROUBLE_UNAUTHORIZED, TRUE, 2,
                 "The platform no longer accepts this key and secret. 2 changes wait.", "win.change-key");
  /* Would catch: rows that wait for a key while nothing says so, since reading still works. */
  assert_banner (FOYER_TROUBLE_NONE, TRUE, 2, "This key may not do what Foyer needs. 2 changes wait.",
                 "win.change-key");
}

static void
thousands_are_grouped (void)
{
  /* Would catch: a number of changes that is written as no one writes it. */
  const char *folder = g_getenv ("TMPDIR");
  g_autofree char *path = g_build_filename (folder, "en_US.UTF-8", NULL);
  const char *command[] = { "localedef", "-i", "en_US", "-f", "UTF-8", path, NULL };
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL)
      || status != 0)
    {
      g_test_skip ("This system has no locales to make one of");
      return;
    }
  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_nonnull (setlocale (LC_NUMERIC, "en_US.UTF-8"));
  assert_banner (FOYER_TROUBLE_OFFLINE, FALSE, 1234, "Working offline. 1,234 changes wait.", "win.outbox");
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/outbox-text/states", every_state_has_words);
  g_test_add_func ("/ui/outbox-text/held", held_counts_down);
  g_test_add_func ("/ui/outbox-text/queued", queued_says_what_it_waits_for);
  g_test_add_func ("/ui/outbox-text/uncertain", uncertain_says_how_long);
  g_test_add_func ("/ui/outbox-text/conflict", conflicts_differ);
  g_test_add_func ("/ui/outbox-text/refusal", a_refusal_says_why);
  g_test_add_func ("/ui/outbox-text/what", what_and_answer);
  g_test_add_func ("/ui/outbox-text/sends", the_button_says_what_is_sent);
  g_test_add_func ("/ui/outbox-text/thousands", thousands_are_grouped);
  g_test_add_func ("/ui/outbox-text/banner", the_banner_says_what_to_do);
  return g_test_run ();
}
