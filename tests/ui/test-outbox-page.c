/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox's list and the dialogs in which a person decides, over rows in every state. */

#include "foyer-arrival-dialog.h"
#include "foyer-error.h"
#include "foyer-history-dialog.h"
#include "foyer-history-entry.h"
#include "foyer-outbox-list.h"
#include "foyer-resolver.h"
#include "foyer-ui-test.h"
#include "shell-testing.h"

typedef struct
{
  GListStore *rows;
  FoyerOutboxList *list;
  GtkWidget *window;
  FoyerOutboxRow *row; /* borrowed: of the last command */
  int command;
} Fixture;

static FoyerLead *
base_new (void)
{
  FoyerLead *base = foyer_lead_new_from_platform (7);

  foyer_lead_set_text (base, FOYER_LEAD_NAME, "Gala");
  foyer_lead_set_id (base, FOYER_LEAD_STAGE, 12);
  foyer_lead_set_id (base, FOYER_LEAD_QUALITY, 3);
  return base;
}

static FoyerOutboxRow *
row_new (FoyerOutboxState state, gboolean is_add)
{
  g_autoptr (FoyerLead) base = base_new ();
  g_autoptr (FoyerLead) lead = foyer_lead_copy (base);
  FoyerOutboxRow *row;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 15);
  row = foyer_outbox_row_new (NULL, lead, is_add ? NULL : base);
  foyer_outbox_row_set_state (row, state);
  foyer_outbox_row_set_due (row, g_get_real_time () / G_USEC_PER_SEC + 8);
  return row;
}

static void
command_cb (FoyerOutboxList *list, FoyerOutboxRow *row, guint command, Fixture *fixture)
{
  fixture->row = row;
  fixture->command = (int) command;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->command = -1;
  fixture->rows = g_list_store_new (FOYER_TYPE_OUTBOX_ROW);
  fixture->list = FOYER_OUTBOX_LIST (foyer_outbox_list_new ());
  g_signal_connect (fixture->list, "command", G_CALLBACK (command_cb), fixture);
  foyer_outbox_list_set_model (fixture->list, G_LIST_MODEL (fixture->rows));
  fixture->window = foyer_ui_test_window_new (GTK_WIDGET (fixture->list), 600, 500);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  foyer_ui_test_close (fixture->window);
  g_object_unref (fixture->rows);
}

static FoyerOutboxRow *
append (Fixture *fixture, FoyerOutboxState state, gboolean is_add)
{
  g_autoptr (FoyerOutboxRow) row = row_new (state, is_add);

  g_list_store_append (fixture->rows, row);
  foyer_ui_test_settle ();
  return row; /* the store holds it */
}

static FoyerOutboxEntry *
get_entry (Fixture *fixture)
{
  return FOYER_OUTBOX_ENTRY (shell_find (GTK_WIDGET (fixture->list), FOYER_TYPE_OUTBOX_ENTRY));
}

static gboolean
says (Fixture *fixture, const char *text)
{
  g_autofree char *spoken = foyer_outbox_entry_dup_spoken (get_entry (fixture));

  return strstr (spoken, text) != NULL;
}

static guint
count_entries (GtkWidget *root)
{
  guint n = FOYER_IS_OUTBOX_ENTRY (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_entries (child);
  return n;
}

static FoyerOutboxRow *
conflict_new (void)
{
  FoyerOutboxRow *row = row_new (FOYER_OUTBOX_CONFLICT, FALSE);
  g_autoptr (FoyerLead) theirs = base_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  foyer_lead_set_text (theirs, FOYER_LEAD_NAME, "Gala by them");
  foyer_lead_set_id (theirs, FOYER_LEAD_QUALITY, 1);
  foyer_lead_set_id (foyer_outbox_row_get_lead (row), FOYER_LEAD_INDUSTRY, 405);
  g_ptr_array_add (found, g_steal_pointer (&theirs));
  foyer_outbox_row_set_found (row, found);
  return row;
}

static gboolean
has_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* Would catch: an entry that keeps what it said of another row, or of the row as it was. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  FoyerOutboxRow *row = append (fixture, FOYER_OUTBOX_QUEUED, TRUE);

  g_assert_true (says (fixture, "Gala dinner"));
  g_assert_true (says (fixture, "New lead"));
  foyer_outbox_list_set_trouble (fixture->list, FOYER_TROUBLE_OFFLINE, FALSE);
  g_assert_true (says (fixture, "Waiting for the network"));
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_SENDING);
  g_assert_true (says (fixture, "Being sent"));
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_UNCERTAIN);
  g_assert_true (says (fixture, "Checking whether it arrived"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_entry (fixture)), "uncertain"));
}

/* Would catch: a command that is offered and cannot be done, or the other way round. */
static void
test_commands (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    FoyerOutboxState state;
    gboolean is_add;
    const char *allowed; /* one digit a command */
  } cases[] = {
    { FOYER_OUTBOX_HELD, TRUE, "11101" },      { FOYER_OUTBOX_QUEUED, TRUE, "11101" },
    { FOYER_OUTBOX_SENDING, TRUE, "10000" },   { FOYER_OUTBOX_UNCERTAIN, TRUE, "11001" },
    { FOYER_OUTBOX_CONFLICT, TRUE, "11011" },  { FOYER_OUTBOX_CONFLICT, FALSE, "11001" },
    { FOYER_OUTBOX_REJECTED, TRUE, "11001" },  { FOYER_OUTBOX_DELIVERED, TRUE, "00000" },
    { FOYER_OUTBOX_DISCARDED, TRUE, "00000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FoyerOutboxRow) row = row_new (cases[i].state, cases[i].is_add);

      for (guint command = 0; command <= FOYER_COMMAND_DISCARD; command++)
        g_assert_cmpint (foyer_outbox_row_allows (row, command), ==, cases[i].allowed[command] == '1');
    }
}

/* Would catch: an update that is sent over what was never shown, or compared with nothing. */
static void
test_conflict_commands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOutboxRow) row = conflict_new ();
  FoyerOutboxRow *blind = NULL;

  g_assert_false (foyer_outbox_row_allows (row, FOYER_COMMAND_SEND));
  g_assert_true (foyer_outbox_row_allows (row, FOYER_COMMAND_RESOLVE));
  g_assert_true (foyer_outbox_row_allows (row, FOYER_COMMAND_DISCARD));

  blind = append (fixture, FOYER_OUTBOX_CONFLICT, FALSE);
  g_assert_true (says (fixture, "It may have arrived"));
  g_assert_true (has_text (GTK_WIDGET (fixture->list), "Send Now"));
  gtk_widget_activate_action (GTK_WIDGET (get_entry (fixture)), "entry.send", NULL);
  g_assert_true (fixture->row == blind);
  g_assert_cmpint (fixture->command, ==, FOYER_COMMAND_SEND);
}

/* Would catch: a row that only a mouse can open. */
static void
test_activate (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list_view = shell_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW);
  FoyerOutboxRow *row = append (fixture, FOYER_OUTBOX_REJECTED, TRUE);

  g_signal_emit_by_name (list_view, "activate", 0);
  g_assert_true (fixture->row == row);
  g_assert_cmpint (fixture->command, ==, FOYER_COMMAND_OPEN);
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_CONFLICT);
  g_signal_emit_by_name (list_view, "activate", 0);
  g_assert_cmpint (fixture->command, ==, FOYER_COMMAND_RESOLVE);
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_HELD);
  gtk_widget_activate_action (GTK_WIDGET (get_entry (fixture)), "entry.undo", NULL);
  g_assert_cmpint (fixture->command, ==, FOYER_COMMAND_UNDO);
}

/* Would catch: a page that does not say that it is empty, and one that shows the wrong rows as needing somebody. */
static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (shell_find (GTK_WIDGET (fixture->list), GTK_TYPE_STACK));

  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  append (fixture, FOYER_OUTBOX_QUEUED, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  foyer_outbox_list_set_only_needing_person (fixture->list, TRUE);
  foyer_ui_test_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "none-needs-you");
  append (fixture, FOYER_OUTBOX_REJECTED, TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  g_assert_true (says (fixture, "Refused"));
  foyer_outbox_list_set_only_needing_person (fixture->list, FALSE);
  foyer_ui_test_settle ();
  g_assert_cmpuint (count_entries (GTK_WIDGET (fixture->list)), >=, 2);
}

/* Would catch: a widget for every row of a long outbox. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (rows, row_new (FOYER_OUTBOX_QUEUED, TRUE));
  g_list_store_splice (fixture->rows, 0, 0, rows->pdata, rows->len);
  foyer_ui_test_settle ();
  g_assert_cmpuint (count_entries (GTK_WIDGET (fixture->list)), <, 300);
}

static void
resolved_cb (FoyerResolver *resolver, guint take_theirs, guint *chosen)
{
  *chosen = take_theirs;
}

static void
closed_cb (AdwDialog *dialog, gboolean *closed)
{
  *closed = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static gboolean
can_send (gpointer root)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_actionable_get_action_name (root), "resolver.send") == 0)
    return gtk_widget_get_sensitive (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (can_send (child))
      return TRUE;
  return FALSE;
}

/* Would catch: a choice made for a person, a field that is decided without being shown, and a blind one without a word.
 */
static void
test_resolver (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPicklists) picklists = foyer_ui_test_picklists_new ();
  g_autoptr (FoyerOutboxRow) row = conflict_new ();
  GtkWidget *resolver = GTK_WIDGET (foyer_resolver_new (row, picklists));
  guint chosen = G_MAXUINT;

  g_signal_connect (resolver, "resolved", G_CALLBACK (resolved_cb), &chosen);
  adw_dialog_present (ADW_DIALOG (resolver), fixture->window);
  foyer_ui_test_settle ();
  g_assert_true (has_text (resolver, "Gala by them"));
  g_assert_true (has_text (resolver, "Gala dinner"));
  g_assert_true (has_text (resolver, "Before Both"));
  g_assert_true (has_text (resolver, "Tourism"));
  g_assert_true (has_text (resolver, "Sent Without Comparing"));
  g_assert_true (has_text (resolver, "Interested"));
  g_assert_false (can_send (resolver));
  gtk_widget_activate_action (resolver, "resolver.all-theirs", NULL);
  g_assert_true (can_send (resolver));
  gtk_widget_activate_action (resolver, "resolver.send", NULL);
  g_assert_cmpuint (chosen, ==, FOYER_FIELD_BIT (FOYER_LEAD_NAME));
}

/* Would catch: an Escape that decides something. */
static void
test_resolver_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerOutboxRow) row = conflict_new ();
  GtkWidget *resolver = GTK_WIDGET (foyer_resolver_new (row, NULL));
  guint chosen = G_MAXUINT;
  gboolean closed = FALSE;

  g_signal_connect (resolver, "resolved", G_CALLBACK (resolved_cb), &chosen);
  g_signal_connect (resolver, "closed", G_CALLBACK (closed_cb), &closed);
  adw_dialog_present (ADW_DIALOG (resolver), fixture->window);
  foyer_ui_test_settle ();
  gtk_widget_activate_action (resolver, "resolver.all-mine", NULL);
  adw_dialog_close (ADW_DIALOG (resolver));
  shell_wait_until (is_true, &closed);
  g_assert_cmpuint (chosen, ==, G_MAXUINT);
  g_assert_cmpint (foyer_outbox_row_get_state (row), ==, FOYER_OUTBOX_CONFLICT);
}

static void
adopt_cb (FoyerArrivalDialog *dialog, gint64 platform_id, gint64 *adopted)
{
  *adopted = platform_id;
}

/* Would catch: a candidate that is not shown, or another one that is adopted. */
static void
test_arrival (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerPicklists) picklists = foyer_ui_test_picklists_new ();
  g_autoptr (FoyerOutboxRow) row = row_new (FOYER_OUTBOX_CONFLICT, TRUE);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  FoyerLead *theirs = base_new ();
  GtkWidget *dialog = NULL;
  gint64 adopted = 0;

  g_ptr_array_add (found, theirs);
  foyer_outbox_row_set_found (row, found);
  dialog = GTK_WIDGET (foyer_arrival_dialog_new (row, picklists));
  g_signal_connect (dialog, "adopt", G_CALLBACK (adopt_cb), &adopted);
  adw_dialog_present (ADW_DIALOG (dialog), fixture->window);
  foyer_ui_test_settle ();
  g_assert_true (has_text (dialog, "Name differs"));
  g_assert_true (has_text (dialog, "C-Grade"));
  g_assert_true (has_text (dialog, "It Is This One"));
  g_assert_true (has_text (dialog, "None of Them?"));
  gtk_widget_activate_action (dialog, "arrival.adopt", "x", (gint64) 7);
  g_assert_cmpint (adopted, ==, 7);
}

/* Would catch: a company or a note that is shown as a lead, and commands on it that only leads know. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FoyerParty) person = foyer_party_new_person ("Zadie", "Quill");
  g_autoptr (FoyerNote) note = foyer_note_new (0, 7, "Call back\non Monday", 0, 0, 0);
  g_autoptr (FoyerOutboxRow) row = foyer_outbox_row_new_party (NULL, person);
  g_autoptr (FoyerOutboxRow)
      note_row = foyer_outbox_row_new_note (NULL, "7a3f4a8e-5d5d-4f0e-8a44-1f6f6a1f0c11", note, NULL);

  foyer_outbox_row_set_state (row, FOYER_OUTBOX_REJECTED);
  g_list_store_append (fixture->rows, row);
  foyer_ui_test_settle ();
  g_assert_true (says (fixture, "Zadie Quill"));
  g_assert_true (says (fixture, "New person"));
  g_assert_true (foyer_outbox_row_allows (row, FOYER_COMMAND_OPEN));
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_HELD);
  g_assert_false (foyer_outbox_row_allows (row, FOYER_COMMAND_UNDO));
  foyer_outbox_row_set_state (row, FOYER_OUTBOX_SENDING);
  g_assert_false (foyer_outbox_row_allows (row, FOYER_COMMAND_OPEN));

  g_list_store_remove_all (fixture->rows);
  g_list_store_append (fixture->rows, note_row);
  foyer_ui_test_settle ();
  g_assert_true (says (fixture, "Call back"));
  g_assert_false (says (fixture, "Monday"));
  g_assert_true (says (fixture, "New note"));
  g_assert_false (foyer_outbox_row_allows (note_row, FOYER_COMMAND_OPEN));
}

static void
add_history (GPtrArray *entries, const char *uuid, FoyerLeadField field, const char *old_value, const char *new_value)
{
  FoyerHistoryEntry *entry = g_new0 (FoyerHistoryEntry, 1);

  entry->lead_uuid = g_strdup (uuid);
  entry->lead_name = g_strdup ("Gala & <dinner>");
  entry->field = field;
  entry->old_value = g_strdup (old_value);
  entry->new_value = g_strdup (new_value);
  entry->kept = 1000;
  entry->sent = 1008;
  entry->answer = g_strdup (g_str_equal (uuid, "a") ? "delivered" : "looked-one");
  g_ptr_array_add (entries, entry);
}

static guint
count_groups (GtkWidget *root)
{
  guint n = ADW_IS_PREFERENCES_GROUP (root) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_groups (child);
  return n;
}

/* Would catch: values shown as numbers or as markup, two changes taken for one, a change without what it was, or
 * without what was answered. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_history_entry_free);
  GtkWidget *dialog = g_object_new (FOYER_TYPE_HISTORY_DIALOG, NULL);

  add_history (entries, "a", FOYER_LEAD_NAME, "Gala", "Gala & <dinner>");
  add_history (entries, "a", FOYER_LEAD_STAGE, NULL, "15");
  add_history (entries, "b", FOYER_LEAD_NAME, NULL, "Another");
  foyer_history_dialog_show (FOYER_HISTORY_DIALOG (dialog), entries);
  adw_dialog_present (ADW_DIALOG (dialog), fixture->window);
  foyer_ui_test_settle ();
  g_assert_true (has_text (dialog, "Gala → Gala & <dinner>"));
  g_assert_true (has_text (dialog, "No. \u206615\u2069")); /* the test has no lists here */
  g_assert_true (has_text (dialog, "Another"));
  g_assert_true (has_text (dialog, "The platform confirmed it."));
  g_assert_true (has_text (dialog, "No answer came, and it was found on the platform."));
  g_assert_cmpuint (count_groups (dialog), ==, 2);
}

int
main (int argc, char *argv[])
{
  foyer_ui_test_init (&argc, &argv);
#define ADD(name, function) g_test_add ("/ui/outbox-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("follows", test_follows);
  ADD ("commands", test_commands);
  ADD ("conflict-commands", test_conflict_commands);
  ADD ("activate", test_activate);
  ADD ("filter", test_filter);
  ADD ("many", test_many);
  ADD ("resolver", test_resolver);
  ADD ("resolver-cancelled", test_resolver_cancelled);
  ADD ("arrival", test_arrival);
  ADD ("kinds", test_kinds);
  ADD ("history", test_history);
#undef ADD
  return g_test_run ();
}
