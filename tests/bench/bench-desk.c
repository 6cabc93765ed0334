/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-desk.h"

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BenchDesk *desk = user_data;
  g_autoptr (GError) error = NULL;

  desk->session = foyer_accounts_open_finish (FOYER_ACCOUNTS (source), result, &error);
  if (desk->session == NULL)
    g_error ("%s", error->message);
  desk->outbox = foyer_session_get_outbox (desk->session);
  g_main_loop_quit (desk->loop);
}

void
bench_desk_open (BenchDesk *desk, const char *directory, const char *address)
{
  g_autofree char *data = g_build_filename (directory, "data", NULL);
  g_autofree char *cache = g_build_filename (directory, "cache", NULL);

  desk->loop = g_main_loop_new (NULL, FALSE);
  desk->accounts = foyer_accounts_new (data, cache);
  desk->account = foyer_account_new (BENCH_ACCOUNT);
  foyer_account_set_address (desk->account, address);
  foyer_account_set_key (desk->account, "sample");
  foyer_account_set_abilities (desk->account, (FoyerAbilities) (2 * FOYER_ABILITY_READ_OWN_ADD_BACK - 1));
  foyer_accounts_open_async (desk->accounts, desk->account, "sample-secret", NULL, opened_cb, desk);
  g_main_loop_run (desk->loop);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_main_loop_quit (((BenchDesk *) user_data)->loop);
}

void
bench_desk_close (BenchDesk *desk)
{
  foyer_session_close_async (desk->session, NULL, closed_cb, desk);
  g_main_loop_run (desk->loop);
  g_clear_object (&desk->session);
  g_clear_object (&desk->account);
  g_clear_object (&desk->accounts);
  g_clear_pointer (&desk->loop, g_main_loop_unref);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_keep_finish (FOYER_OUTBOX (source), result, &error);

  if (row == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (((BenchDesk *) user_data)->loop);
}

void
bench_desk_save (BenchDesk *desk, guint n, guint hold)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerLead) lead = bench_new_lead ();

      foyer_outbox_keep_async (desk->outbox, lead, NULL, hold, NULL, kept_cb, desk);
      g_main_loop_run (desk->loop);
    }
}

FoyerLead *
bench_new_lead (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_uuid (lead, uuid);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner, Harbour Hotel");
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "A quiet table near the window for twelve, and a projector.");
  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 7);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 13);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (lead, FOYER_LEAD_TYPE, 23);
  foyer_lead_set_id (lead, FOYER_LEAD_SOURCE, 32);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 401);
  return lead;
}
