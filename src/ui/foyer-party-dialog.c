/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A company or a person who is not on the platform yet: asked for in front of the form, which keeps what is in it, and
 * kept in the outbox, which sends it before what names it. */

#include "config.h"

#include "foyer-party-dialog.h"

#include "foyer-announce.h"
#include "foyer-entry-mark.h"
#include "foyer-left-to-right.h"
#include "foyer-outbox.h"
#include "foyer-row-names.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  ENTRY_FIRST_NAME, /* or the name of the company */
  ENTRY_LAST_NAME,
  ENTRY_EMAIL,
  ENTRY_PHONE,
  N_ENTRIES,
} Entry;

typedef struct
{
  FoyerParty *party; /* owned: as it was asked with */
  AdwAlertDialog *dialog;
  GtkEditable *entries[N_ENTRIES];  /* owned by the dialog */
  FoyerEntryMark *marks[N_ENTRIES]; /* the same */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->party);
  g_object_unref (question->dialog);
  g_free (question);
}

static gboolean
is_person (const Question *question)
{
  return foyer_party_get_kind (question->party) == FOYER_PARTY_PERSON;
}

static char *
dup_entered (const Question *question, Entry entry)
{
  char *text;

  if (question->entries[entry] == NULL)
    return NULL;
  text = foyer_text_clean (gtk_editable_get_text (question->entries[entry]), FALSE);
  return g_strstrip (text);
}

/* An address is the platform's to judge; what cannot be one is held back here. */
static gboolean
looks_like_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL && strpbrk (text, " \t,;") == NULL;
}

static gboolean
is_required (const Question *question, Entry entry)
{
  return entry == ENTRY_FIRST_NAME || (is_person (question) && (entry == ENTRY_LAST_NAME || entry == ENTRY_EMAIL));
}

/* Whole sentences: one that is made of parts cannot be translated. */
static const char *
find_problem (const Question *question, Entry entry)
{
  g_autofree char *text = dup_entered (question, entry);

  if (text == NULL || (*text == '\0' && !is_required (question, entry)))
    return NULL;
  if (*text != '\0')
    return entry == ENTRY_EMAIL && !looks_like_email (text) ? _ ("This is not an e-mail address.") : NULL;
  if (entry == ENTRY_EMAIL)
    return _ ("E-mail is missing.");
  if (entry == ENTRY_LAST_NAME)
    return _ ("Last name is missing.");
  return is_person (question) ? _ ("First name is missing.") : _ ("Name is missing.");
}

static void
update_response (const Question *question)
{
  gboolean complete = TRUE;

  for (guint entry = 0; entry < N_ENTRIES; entry++)
    complete = complete && find_problem (question, entry) == NULL;
  adw_alert_dialog_set_response_enabled (question->dialog, "add", complete);
}

static Entry
find_entry (const Question *question, GtkWidget *row)
{
  Entry entry = ENTRY_FIRST_NAME;

  while (entry < ENTRY_PHONE && GTK_WIDGET (question->entries[entry]) != row)
    entry++;
  return entry;
}

/* What was said goes as soon as it does not hold any more; nothing is said during typing. */
static void
edited_cb (GtkWidget *row, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  Entry entry = find_entry (question, row);

  if (g_strcmp0 (foyer_entry_mark_get_problem (question->marks[entry]), find_problem (question, entry)) != 0)
    foyer_entry_mark_set_problem (question->marks[entry], NULL);
  update_response (question);
}

static void
left_cb (GtkEventController *focus, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  GtkWidget *row = gtk_event_controller_get_widget (focus);
  Entry entry = find_entry (question, row);
  const char *problem = find_problem (question, entry);

  foyer_entry_mark_set_problem (question->marks[entry], problem);
  /* Whoever leaves an empty field knows it, and may be on the way out. */
  if (problem != NULL && *gtk_editable_get_text (question->entries[entry]) != '\0')
    foyer_announce (row, problem);
}

/* Enter, which adds nothing while something is wrong: it says all of it instead. */
static void
activated_cb (GtkWidget *row, GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  GtkWidget *first = NULL;

  for (guint entry = 0; entry < N_ENTRIES; entry++)
    {
      const char *problem = find_problem (question, entry);

      if (problem == NULL)
        continue;
      foyer_entry_mark_set_problem (question->marks[entry], problem);
      if (first == NULL)
        {
          first = GTK_WIDGET (question->entries[entry]);
          foyer_announce (first, problem);
        }
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
}

static FoyerParty *
read_party (const Question *question)
{
  g_autofree char *first = dup_entered (question, ENTRY_FIRST_NAME);
  g_autofree char *last = dup_entered (question, ENTRY_LAST_NAME);
  g_autofree char *email = dup_entered (question, ENTRY_EMAIL);
  g_autofree char *phone = dup_entered (question, ENTRY_PHONE);
  g_autoptr (FoyerParty) party = is_person (question) ? foyer_party_new_person (first, last)
                                                      : foyer_party_new (FOYER_PARTY_COMPANY, 0, first);
  g_autoptr (GVariant) variant = NULL;

  foyer_party_set_email (party, email);
  foyer_party_set_phone (party, phone);
  foyer_party_set_company (party, foyer_party_get_company_id (question->party),
                           foyer_party_get_company_name (question->party));
  if (foyer_party_get_id (question->party) == 0)
    return g_steal_pointer (&party);
  variant = g_variant_ref_sink (foyer_party_to_variant (party));
  return foyer_party_new_from_variant (foyer_party_get_kind (party), foyer_party_get_id (question->party), variant);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FoyerParty *party = foyer_outbox_keep_party_finish (FOYER_OUTBOX (source), result, &error);

  if (party != NULL)
    g_task_return_pointer (task, party, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (FoyerParty) party = NULL;

  if (!g_str_equal (response, "add"))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not made");
      return;
    }
  party = read_party (g_task_get_task_data (task));
  foyer_outbox_keep_party_async (foyer_session_get_outbox (g_task_get_source_object (task)), party, NULL, kept_cb,
                                 g_object_ref (task));
}

static void
add_entry (GTask *task, GtkWidget *list, Entry entry, const char *title, const char *text, GtkInputPurpose purpose)
{
  Question *question = g_task_get_task_data (task);
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  if (purpose == GTK_INPUT_PURPOSE_EMAIL || purpose == GTK_INPUT_PURPOSE_PHONE)
    foyer_left_to_right_entry (GTK_EDITABLE (row));
  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  question->entries[entry] = GTK_EDITABLE (row);
  question->marks[entry] = foyer_entry_mark_add (ADW_ENTRY_ROW (row), is_required (question, entry));
  g_signal_connect_object (row, "changed", G_CALLBACK (edited_cb), task, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (activated_cb), task, G_CONNECT_DEFAULT);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), task, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (row, focus);
}

static GtkWidget *
make_list (GTask *task)
{
  const Question *question = g_task_get_task_data (task);
  FoyerParty *party = question->party;
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "lead-form");
  if (is_person (question))
    {
      add_entry (task, list, ENTRY_FIRST_NAME, C_ ("of a person", "First Name"), foyer_party_get_first_name (party),
                 GTK_INPUT_PURPOSE_NAME);
      add_entry (task, list, ENTRY_LAST_NAME, C_ ("of a person", "Last Name"), foyer_party_get_last_name (party),
                 GTK_INPUT_PURPOSE_NAME);
      add_entry (task, list, ENTRY_EMAIL, C_ ("of a company or person", "E-mail"), foyer_party_get_email (party),
                 GTK_INPUT_PURPOSE_EMAIL);
      add_entry (task, list, ENTRY_PHONE, C_ ("of a company or person", "Telephone (optional)"),
                 foyer_party_get_phone (party), GTK_INPUT_PURPOSE_PHONE);
      /* Translators: the title of a dialog in which a person is entered */
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New Person"), -1);
      return list;
    }
  add_entry (task, list, ENTRY_FIRST_NAME, C_ ("of a company or person", "Name"), foyer_party_get_name (party),
             GTK_INPUT_PURPOSE_FREE_FORM);
  add_entry (task, list, ENTRY_EMAIL, C_ ("of a company or person", "E-mail (optional)"), foyer_party_get_email (party),
             GTK_INPUT_PURPOSE_EMAIL);
  add_entry (task, list, ENTRY_PHONE, C_ ("of a company or person", "Telephone (optional)"),
             foyer_party_get_phone (party), GTK_INPUT_PURPOSE_PHONE);
  /* Translators: the title of a dialog in which a company is entered */
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("New Company"), -1);
  return list;
}

static void
set_body (const Question *question)
{
  const char *company = foyer_party_get_company_name (question->party);

  if (is_person (question) && company != NULL && *company != '\0')
    /* Translators: %s is the name of a company */
    adw_alert_dialog_format_body (question->dialog,
                                  _ ("A person of %s. Goes to the platform just before the lead, once that is saved."),
                                  company);
  else
    adw_alert_dialog_set_body (question->dialog, _ ("Goes to the platform just before the lead, once that is saved."));
}

/* The cursor goes to the first thing that is still missing. */
static GtkWidget *
find_first_empty (const Question *question)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    if (question->entries[i] != NULL && *gtk_editable_get_text (question->entries[i]) == '\0')
      return GTK_WIDGET (question->entries[i]);
  return GTK_WIDGET (question->entries[ENTRY_FIRST_NAME]);
}

/**
 * foyer_party_dialog_guess:
 * @kind: company or person
 * @typed: what was typed in a picker that did not find it
 *
 * Returns: (transfer full): one with no id: what was typed as an e-mail address, a telephone number, or its name; the
 * last word is the last name
 */
FoyerParty *
foyer_party_dialog_guess (FoyerPartyKind kind, const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed != NULL ? typed : ""));
  gboolean is_email = looks_like_email (text);
  gboolean is_phone = !is_email && *text != '\0' && text[strspn (text, "+0123456789 ()/-.")] == '\0';
  const char *name = is_email || is_phone ? "" : text;
  const char *space = strrchr (name, ' ');
  g_autofree char *first = space != NULL ? g_strstrip (g_strndup (name, (gsize) (space - name))) : g_strdup (name);
  FoyerParty *party = kind == FOYER_PARTY_PERSON ? foyer_party_new_person (first, space != NULL ? space + 1 : "")
                                                 : foyer_party_new (kind, 0, name);

  if (is_email)
    foyer_party_set_email (party, text);
  if (is_phone)
    foyer_party_set_phone (party, text);
  return party;
}

/**
 * foyer_party_dialog_ask_async:
 * @parent: the picker
 * @session: the account
 * @party: what is known already; with an id below 0 it is one that was kept before, to be mended
 * @callback: called when it is on the disk, or nothing was made
 * @user_data: for @callback
 */
void
foyer_party_dialog_ask_async (
    GtkWidget *parent, FoyerSession *session, FoyerParty *party, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);
  gboolean is_new = foyer_party_get_id (party) == 0;

  g_task_set_source_tag (task, foyer_party_dialog_ask_async);
  g_task_set_task_data (task, question, question_free);
  question->party = g_object_ref (party);
  question->dialog = g_object_ref_sink (ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL)));
  adw_alert_dialog_set_heading (question->dialog, is_person (question) ? _ ("New Person") : _ ("New Company"));
  set_body (question);
  adw_alert_dialog_set_extra_child (question->dialog, make_list (task));
  adw_alert_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "add",
                                  /* Translators: a button: adds the company or the person that was entered */
                                  is_new ? _ ("_Add") : _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (question->dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (question->dialog, "add");
  adw_alert_dialog_set_close_response (question->dialog, "cancel");
  update_response (question);
  adw_dialog_set_focus (ADW_DIALOG (question->dialog), find_first_empty (question));
  adw_alert_dialog_choose (question->dialog, parent, NULL, chosen_cb, task);
}

/**
 * foyer_party_dialog_ask_finish:
 * @session: the account
 * @result: what the callback was given
 * @error: cancelled when nothing was made; a FOYER_ERROR of the store
 *
 * Returns: (transfer full) (nullable): the company or person, with an id below 0
 */
FoyerParty *
foyer_party_dialog_ask_finish (FoyerSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
