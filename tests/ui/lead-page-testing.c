/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lead-page-testing.h"

#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

static void
toast_cb (FoyerLeadPage *page, const char *text, const char *label, const char *action, Fixture *fixture)
{
  g_set_str (&fixture->toast, text);
  g_set_str (&fixture->action, action);
}

static void
saved_cb (FoyerLeadPage *page, Fixture *fixture)
{
  fixture->n_saved++;
}

static void
parked_cb (FoyerLeadPage *page, const char *uuid, Fixture *fixture)
{
  g_set_str (&fixture->parked, uuid);
}

void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (&fixture->desk);
  foyer_account_set_user_id (fixture->desk.account, 103);
  desk_open (&fixture->desk);
  refresh_picklists (&fixture->desk, &error);
  g_assert_no_error (error);

  fixture->page = foyer_lead_page_new ();
  fixture->form = FOYER_LEAD_FORM (shell_find (GTK_WIDGET (fixture->page), FOYER_TYPE_LEAD_FORM));
  fixture->lead = foyer_lead_page_get_lead (fixture->page);
  g_signal_connect (fixture->page, "toast", G_CALLBACK (toast_cb), fixture);
  g_signal_connect (fixture->page, "saved", G_CALLBACK (saved_cb), fixture);
  g_signal_connect (fixture->page, "parked", G_CALLBACK (parked_cb), fixture);
  foyer_lead_page_set_session (fixture->page, fixture->desk.session);
  foyer_lead_page_start_new (fixture->page);
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->page), 900, 700);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_lead_page_set_session (fixture->page, NULL);
  foyer_ui_test_close (fixture->window);
  desk_clear (&fixture->desk);
  g_free (fixture->toast);
  g_free (fixture->action);
  g_free (fixture->parked);
}

void
set_text (Fixture *fixture, FoyerLeadField field, const char *text)
{
  g_object_set (foyer_lead_form_get_row (fixture->form, field), "text", text, NULL);
}

void
fill (Fixture *fixture, const char *name)
{
  g_autoptr (FoyerLead) good = new_company_lead (&fixture->desk, name);

  foyer_lead_take_field (fixture->lead, good, FOYER_LEAD_COMPANY_NAME);
  foyer_lead_take_field (fixture->lead, good, FOYER_LEAD_CONTACT_NAME);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_is_set (good, field))
      foyer_lead_take_field (fixture->lead, good, field);
  set_text (fixture, FOYER_LEAD_NAME, name);
}

gboolean
is_saved (gpointer data)
{
  return ((Fixture *) data)->n_saved > 0;
}

gboolean
has_arrived (gpointer data)
{
  Fixture *fixture = data;

  return foyer_lead_page_get_platform_id (fixture->page) > 0
         && g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (fixture->desk.session))) == 0;
}

FoyerOutboxRow *
dup_row (Fixture *fixture)
{
  return foyer_outbox_find_for_lead (foyer_session_get_outbox (fixture->desk.session),
                                     foyer_lead_page_get_lead_uuid (fixture->page),
                                     foyer_lead_page_get_platform_id (fixture->page));
}

gboolean
is_rejected (gpointer data)
{
  g_autoptr (FoyerOutboxRow) row = dup_row (data);

  return row != NULL && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_REJECTED;
}

gboolean
is_uncertain (gpointer data)
{
  g_autoptr (FoyerOutboxRow) row = dup_row (data);

  return row != NULL && foyer_outbox_row_get_state (row) == FOYER_OUTBOX_UNCERTAIN;
}

void
save (Fixture *fixture)
{
  guint n_saved = fixture->n_saved;

  foyer_lead_page_save (fixture->page, FALSE);
  g_assert_cmpuint (fixture->n_saved, ==, n_saved); /* not before the disk has it */
  fixture->n_saved = 0;
  shell_wait_until (is_saved, fixture);
}

const char *
get_banner (Fixture *fixture)
{
  AdwBanner *banner = ADW_BANNER (shell_find (GTK_WIDGET (fixture->page), ADW_TYPE_BANNER));

  return adw_banner_get_revealed (banner) ? adw_banner_get_title (banner) : NULL;
}
