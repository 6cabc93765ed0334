/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page around the form, with the real session and the real platform's rules behind it: what is typed is kept, what
 * is saved is in the outbox, and what becomes of it there is said. */

#include "foyer-announce.h"
#include "foyer-field-mark.h"
#include "foyer-outbox.h"
#include "foyer-ui-test.h"
#include "lead-page-testing.h"
#include "shell-testing.h"

static gboolean
has_draft (gpointer data)
{
  Fixture *fixture = data;

  return foyer_session_find_draft (fixture->desk.session, foyer_lead_page_get_lead_uuid (fixture->page), 0) != NULL;
}

static GtkButton *
find_button (GtkWidget *root, const char *action)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return GTK_BUTTON (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkButton *button = find_button (child, action);

      if (button != NULL)
        return button;
    }
  return NULL;
}

static GtkButton *
get_save_button (Fixture *fixture)
{
  return find_button (GTK_WIDGET (fixture->page), "page.save");
}

/* Would catch a new lead that is worth saving before anything is typed, or a cursor that is not in its name. */
static void
test_new (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name = foyer_lead_form_get_row (fixture->form, FOYER_LEAD_NAME);

  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), name));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_save_button (fixture))));
  g_assert_cmpint (foyer_lead_get_id (fixture->lead, FOYER_LEAD_OWNER), ==, 103);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture->page)), ==, "New lead");
  set_text (fixture, FOYER_LEAD_NAME, "Gala");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_save_button (fixture))));
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture->page)), ==, "Gala");
}

/* Would catch typing that is on the disk only once somebody saves. */
static void
test_draft_at_pause (Fixture *fixture, gconstpointer data)
{
  FoyerDraft *draft = NULL;

  set_text (fixture, FOYER_LEAD_NAME, "Gala din");
  g_assert_false (has_draft (fixture));
  shell_wait_until (has_draft, fixture);
  draft = foyer_session_find_draft (fixture->desk.session, foyer_lead_page_get_lead_uuid (fixture->page), 0);
  g_assert_cmpstr (foyer_lead_get_text (foyer_draft_get_lead (draft), FOYER_LEAD_NAME), ==, "Gala din");
  set_text (fixture, FOYER_LEAD_NAME, "");
  foyer_ui_test_wait (900);
  g_assert_false (has_draft (fixture));
}

/* Would catch a lead that is lost, or asked about, because another was opened; and a draft that does not come back. */
static void
test_parked_and_resumed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = g_strdup (foyer_lead_page_get_lead_uuid (fixture->page));
  FoyerDraft *draft = NULL;

  set_text (fixture, FOYER_LEAD_NAME, "Gala");
  foyer_lead_page_start_new (fixture->page);
  g_assert_cmpstr (fixture->parked, ==, uuid);
  g_assert_cmpstr (fixture->toast, ==, "Draft kept");
  g_assert_cmpstr (foyer_lead_page_get_lead_uuid (fixture->page), !=, uuid);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "");
  foyer_ui_test_settle ();
  draft = foyer_session_find_draft (fixture->desk.session, uuid, 0);
  g_assert_nonnull (draft);
  foyer_lead_page_open_draft (fixture->page, draft);
  g_assert_cmpstr (foyer_lead_page_get_lead_uuid (fixture->page), ==, uuid);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (get_save_button (fixture))));
}

/* Would catch a park that calls back before what was typed is safe. */
static void
test_park (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_text (fixture, FOYER_LEAD_NAME, "Gala");
  foyer_lead_page_park_finish (fixture->page, AWAIT (foyer_lead_page_park_async, fixture->page), &error);
  g_assert_no_error (error);
  g_assert_true (has_draft (fixture));
  desk_close (&fixture->desk);
  foyer_lead_page_set_session (fixture->page, NULL);
  desk_open (&fixture->desk);
  g_assert_cmpuint (g_list_model_get_n_items (foyer_session_get_drafts (fixture->desk.session)), ==, 1);
}

/* The whole way. Would catch a path that is broken anywhere, a draft that stays, a save without a change that is sent.
 */
static void
test_save_and_change (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tooltip = NULL;
  gint64 id = 0;

  fill (fixture, "Gala dinner");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (GTK_WIDGET (get_save_button (fixture))), ==, "Sends a new lead");
  save (fixture);
  g_assert_cmpstr (fixture->toast, ==, "Saved");
  g_assert_false (has_draft (fixture));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_save_button (fixture))));
  shell_wait_until (has_arrived, fixture);
  id = foyer_lead_page_get_platform_id (fixture->page);
  g_assert_null (get_banner (fixture));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (get_save_button (fixture))));
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);

  foyer_lead_page_save (fixture->page, FALSE);
  g_assert_cmpstr (fixture->toast, ==, "Nothing was changed, so nothing is sent");
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  tooltip = g_strdup (gtk_widget_get_tooltip_text (GTK_WIDGET (get_save_button (fixture))));
  g_assert_cmpstr (tooltip, ==, "Sends Description");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpint (foyer_lead_page_get_platform_id (fixture->page), ==, id);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 2);
}

/* Would catch a next lead that waits for the disk or the network, begins with the last one's values, or without the
 * cursor in its name. */
static void
test_save_and_new (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name = foyer_lead_form_get_row (fixture->form, FOYER_LEAD_NAME);

  foyer_lead_set_belongs_to (fixture->lead, FOYER_BELONGS_TO_COMPANY);
  fill (fixture, "One");
  foyer_lead_page_save (fixture->page, TRUE);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "");
  g_assert_false (foyer_lead_is_set (fixture->lead, FOYER_LEAD_QUALITY));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), name));
  set_text (fixture, FOYER_LEAD_NAME, "Two");
  shell_wait_until (is_saved, fixture);
  g_assert_cmpstr (fixture->toast, ==, "Saved");
  g_assert_null (fixture->parked);
  g_assert_cmpint (foyer_lead_page_get_platform_id (fixture->page), ==, 0);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Two");
}

/* Would catch a save that sends a lead our rules object to. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  set_text (fixture, FOYER_LEAD_NAME, "Gala");
  foyer_lead_page_save (fixture->page, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (fixture->desk.session))), ==, 0);
  g_assert_cmpuint (relay_count (fixture->desk.relay, "addOrUpdateLead"), ==, 0);
  g_assert_cmpstr (foyer_announce_get_last (GTK_WIDGET (fixture->form)), ==, "Company is missing. 6 fields to go.");
}

/* Would catch a refusal that is lost, or not at the field it speaks of, and a mended lead that is sent beside it. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *source = foyer_lead_form_get_row (fixture->form, FOYER_LEAD_SOURCE);
  FoyerFieldMark *mark = FOYER_FIELD_MARK (shell_find (source, FOYER_TYPE_FIELD_MARK));
  g_autoptr (FoyerOutboxRow) row = NULL;

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"'sourceId' does not validate\",\"specificCode\":23016,"
                  "\"additionalMessages\":[\"sourceId: is closed\"]}");
  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (is_rejected, fixture);
  g_assert_nonnull (strstr (foyer_field_mark_get_message (mark), "is closed"));
  g_assert_nonnull (strstr (foyer_announce_get_last (GTK_WIDGET (fixture->form)), "is closed"));
  g_assert_cmpstr (get_banner (fixture), ==,
                   "Refused at Source: The platform does not accept this value. The platform says: is closed");

  /* From elsewhere: one step to the field. */
  row = dup_row (fixture);
  foyer_lead_page_start_new (fixture->page);
  g_assert_null (fixture->parked);
  g_assert_null (get_banner (fixture));
  foyer_lead_page_open_row (fixture->page, row);
  foyer_lead_page_focus_refusal (fixture->page);
  g_assert_nonnull (strstr (foyer_field_mark_get_message (mark), "is closed"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == source);

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  foyer_lead_set_id (fixture->lead, FOYER_LEAD_SOURCE, 32);
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  g_assert_null (get_banner (fixture));
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
}

/* Would catch a refusal that speaks of no field and is not shown at all. */
static void
test_refused_without_field (Fixture *fixture, gconstpointer data)
{
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"No\",\"specificCode\":24218}");
  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (is_rejected, fixture);
  g_assert_cmpstr (get_banner (fixture), ==,
                   "Refused: The platform does not accept the details of this lead. The platform says: No");
}

static gboolean
has_banner (gpointer data)
{
  return get_banner (data) != NULL;
}

/* Would catch a lead that is lost, or sent twice, because the answer to it did not come. */
static void
test_uncertain (Fixture *fixture, gconstpointer data)
{
  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_LOSES_REPLY, 0, NULL);
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  fill (fixture, "Gala of the lost answer");
  save (fixture);
  shell_wait_until (has_banner, fixture);
  g_assert_true (g_str_has_prefix (get_banner (fixture), "Checking whether it arrived"));
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  relay_set_rule (fixture->desk.relay, "getLeadList", RELAY_PASSES, 0, NULL);
  foyer_outbox_make_all_due (foyer_session_get_outbox (fixture->desk.session));
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 1);
  g_assert_null (get_banner (fixture));
}

/* Would catch a save that needs the network, and a form that still looks unsaved without it. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOutboxRow) row = NULL;

  fill (fixture, "Gala");
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  relay_set_rule (fixture->desk.relay, NULL, RELAY_LOSES_REQUEST, 0, NULL);
  save (fixture);
  g_assert_cmpstr (fixture->toast, ==, "Saved");
  row = dup_row (fixture);
  g_assert_nonnull (row);
  g_assert_false (foyer_lead_page_is_dirty (fixture->page));
  g_assert_false (has_draft (fixture));
  foyer_lead_page_start_new (fixture->page);
  g_assert_null (fixture->parked);
  foyer_lead_page_open_row (fixture->page, row);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala");
  g_assert_false (foyer_lead_page_is_dirty (fixture->page));
}

/* Would catch an undo that is offered and does not work, or that loses what was typed. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (FoyerDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->page, "undo-seconds", 10, NULL);
  fill (fixture, "Gala");
  save (fixture);
  g_assert_cmpstr (fixture->action, ==, "win.undo");
  row = dup_row (fixture);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_HELD);
  draft = foyer_outbox_take_back_finish (outbox, AWAIT (foyer_outbox_take_back_async, outbox, row), &error);
  g_assert_no_error (error);
  foyer_lead_page_open_draft (fixture->page, draft);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala");
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox)), ==, 0);
  g_assert_cmpuint (relay_count (fixture->desk.relay, "addOrUpdateLead"), ==, 0);
}

/* Would catch a change of what waits that is sent beside it, or instead of it. */
static void
test_change_what_waits (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;

  g_object_set (fixture->page, "undo-seconds", 10, NULL);
  fill (fixture, "Gala");
  save (fixture);
  set_text (fixture, FOYER_LEAD_DESCRIPTION, "Forty guests");
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
  save (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outbox)), ==, 1);
  row = dup_row (fixture);
  g_assert_true (foyer_outbox_row_is_add (row));
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_DESCRIPTION), ==, "Forty guests");
  g_assert_cmpstr (foyer_lead_get_text (foyer_outbox_row_get_lead (row), FOYER_LEAD_NAME), ==, "Gala");
}

/* Would catch a form that goes on showing a lead that is nowhere any more. */
static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  FoyerOutbox *outbox = foyer_session_get_outbox (fixture->desk.session);
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->page, "undo-seconds", 10, NULL);
  fill (fixture, "Gala");
  save (fixture);
  row = dup_row (fixture);
  foyer_outbox_discard_finish (outbox, AWAIT (foyer_outbox_discard_async, outbox, row), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "");
}

/* Would catch what is typed while the disk works that is taken for saved. */
static void
test_typed_while_saving (Fixture *fixture, gconstpointer data)
{
  fill (fixture, "Gala");
  foyer_lead_page_save (fixture->page, FALSE);
  set_text (fixture, FOYER_LEAD_NAME, "Gala dinner");
  shell_wait_until (is_saved, fixture);
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala dinner");
  g_assert_true (foyer_lead_page_is_dirty (fixture->page));
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  g_assert_cmpuint (desk_count_commits (&fixture->desk, "addOrUpdateLead"), ==, 2);
}

/* Somebody else changes the open lead. Would catch a refresh that overwrites what was typed, or hides that something
 * came. */
static void
test_changed_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) base = NULL;
  g_autoptr (FoyerLead) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  base = load_lead (&fixture->desk, foyer_lead_page_get_platform_id (fixture->page));
  foyer_lead_page_start_new (fixture->page);
  foyer_lead_page_open_lead (fixture->page, base);
  foyer_ui_test_wait (300);
  set_text (fixture, FOYER_LEAD_NAME, "Gala by me");

  other = foyer_lead_copy (base);
  foyer_lead_set_text (other, FOYER_LEAD_DESCRIPTION, "By somebody else");
  foyer_lead_set_uuid (other, "1e8cf0b0-0000-4000-8000-000000000000");
  save_lead (&fixture->desk, other, base, &id, &error);
  g_assert_no_error (error);
  shell_refresh_leads (fixture->desk.session);
  shell_wait_until (has_banner, fixture);
  g_assert_cmpstr (get_banner (fixture), ==, "Changed on the platform");
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_DESCRIPTION), ==, "By somebody else");
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala by me");
}

/* Would catch a lead that is deleted on the platform and then lost here too, or that stays in the outbox beside the new
 * one. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uuid = NULL;

  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  uuid = g_strdup (foyer_lead_page_get_lead_uuid (fixture->page));
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"No such lead\",\"specificCode\":24216}");
  set_text (fixture, FOYER_LEAD_NAME, "Gala again");
  save (fixture);
  shell_wait_until (is_rejected, fixture);
  g_assert_cmpstr (get_banner (fixture), ==, "Refused: No longer a lead on the platform (converted or deleted)");

  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  g_signal_emit_by_name (shell_find (GTK_WIDGET (fixture->page), ADW_TYPE_BANNER), "button-clicked");
  g_assert_cmpint (foyer_lead_page_get_platform_id (fixture->page), ==, 0);
  g_assert_cmpstr (foyer_lead_page_get_lead_uuid (fixture->page), !=, uuid);
  g_assert_cmpstr (foyer_lead_get_text (fixture->lead, FOYER_LEAD_NAME), ==, "Gala again");
  g_assert_null (get_banner (fixture));
  save (fixture);
  shell_wait_until (has_arrived, fixture);
}

static gboolean
is_in_outbox (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (foyer_session_get_outbox (((Fixture *) data)->desk.session))) > 0;
}

static gboolean
outbox_is_empty (gpointer data)
{
  return !is_in_outbox (data);
}

/* Would catch what was typed in a lead that went away given up before the lead that takes its place is on the disk, or
 * staying beside that. */
static void
test_gone_and_disk_full (Fixture *fixture, gconstpointer data)
{
  FoyerSession *session = fixture->desk.session;
  GtkWidget *banner = shell_find (GTK_WIDGET (fixture->page), ADW_TYPE_BANNER);
  g_autofree char *path = desk_dup_file (&fixture->desk, fixture->desk.data_dir, "precious.db");
  g_autofree char *uuid = NULL;

  fill (fixture, "Gala");
  save (fixture);
  shell_wait_until (has_arrived, fixture);
  uuid = g_strdup (foyer_lead_page_get_lead_uuid (fixture->page));
  relay_set_rule (fixture->desk.relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"message\":\"No such lead\",\"specificCode\":24216}");
  set_text (fixture, FOYER_LEAD_NAME, "Gala again");
  save (fixture);
  shell_wait_until (is_rejected, fixture);
  set_text (fixture, FOYER_LEAD_NAME, "Gala once more");
  shell_wait_until (has_draft, fixture);

  if (data != NULL)
    file_execute (path, "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE (ABORT, 'full'); END");
  g_clear_pointer (&fixture->toast, g_free);
  g_signal_emit_by_name (banner, "button-clicked");
  g_assert_cmpstr (foyer_lead_page_get_lead_uuid (fixture->page), !=, uuid);
  g_assert_nonnull (foyer_session_find_draft (session, uuid, 0));
  if (data != NULL)
    {
      foyer_ui_test_settle ();
      while (fixture->toast == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpstr (fixture->toast, ==, "Foyer could not use its files on this computer.");
      g_assert_nonnull (foyer_session_find_draft (session, uuid, 0));
      g_assert_true (is_in_outbox (fixture));
      file_execute (path, "DROP TRIGGER full");
      return;
    }
  shell_wait_until (outbox_is_empty, fixture);
  g_assert_null (foyer_session_find_draft (session, uuid, 0));
  g_assert_true (has_draft (fixture));
}

/* Would catch what is heard of a lead told of another account's. */
static void
test_heard_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_platform (999999);
  FoyerSession *session = fixture->desk.session;
  g_autoptr (FoyerLead) none = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = FALSE;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala");
  foyer_lead_page_open_lead (fixture->page, lead);
  foyer_lead_page_set_session (fixture->page, NULL);
  for (guint i = 0; i < 2; i++)
    {
      none = foyer_session_load_lead_finish (
          session, AWAIT (foyer_session_load_lead_async, session, G_GINT64_CONSTANT (999999)), &is_current, &error);
      g_assert_null (none);
      g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
      g_clear_error (&error);
    }
  g_assert_null (get_banner (fixture));

  /* And what is open next is asked for all the same. */
  foyer_lead_page_set_session (fixture->page, session);
  foyer_lead_page_open_lead (fixture->page, lead);
  shell_wait_until (has_banner, fixture);
  g_assert_cmpstr (get_banner (fixture), ==, "This lead is no longer on the platform");
}

/* Would catch the same news told twice: Escape keeps the draft, and the next lead leaves what is kept already. */
static void
test_told_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_text (fixture, FOYER_LEAD_NAME, "Gala");
  foyer_lead_page_park_finish (fixture->page, AWAIT (foyer_lead_page_park_async, fixture->page), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->toast, ==, "Draft kept");
  g_clear_pointer (&fixture->toast, g_free);
  foyer_lead_page_start_new (fixture->page);
  g_assert_null (fixture->toast);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/lead-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("new", test_new);
  ADD ("draft-at-pause", test_draft_at_pause);
  ADD ("parked-and-resumed", test_parked_and_resumed);
  ADD ("park", test_park);
  ADD ("save-and-change", test_save_and_change);
  ADD ("save-and-new", test_save_and_new);
  ADD ("problems", test_problems);
  ADD ("refused", test_refused);
  ADD ("refused-without-field", test_refused_without_field);
  ADD ("uncertain", test_uncertain);
  ADD ("offline", test_offline);
  ADD ("undo", test_undo);
  ADD ("change-what-waits", test_change_what_waits);
  ADD ("discarded", test_discarded);
  ADD ("typed-while-saving", test_typed_while_saving);
  ADD ("changed-elsewhere", test_changed_elsewhere);
  ADD ("gone", test_gone);
  ADD ("gone-and-kept", test_gone_and_disk_full);
  g_test_add ("/ui/lead-page/gone-and-disk-full", Fixture, "full", set_up, test_gone_and_disk_full, tear_down);
  ADD ("heard-too-late", test_heard_too_late);
  ADD ("told-once", test_told_once);
#undef ADD
  return g_test_run ();
}
