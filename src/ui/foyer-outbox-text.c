/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox in words: how a pending change stands, what it says, what was answered last. From the row alone and
 * without a display. */

#include "config.h"

#include "foyer-outbox-text.h"

#include "foyer-error-text.h"
#include "foyer-lead-text.h"
#include "foyer-problem-text.h"
#include "foyer-refusal.h"

#include <glib/gi18n.h>

#define MINUTE 60
#define HOUR   (60 * MINUTE)

/* How a state is shown in few words, with an icon beside them: never by colour alone. */
static const struct
{
  const char *mark;
  const char *icon;
  const char *style;
} marks[FOYER_N_OUTBOX_STATES] = {
  [FOYER_OUTBOX_DRAFT] = { NC_ ("state of a lead", "Draft"), "document-edit-symbolic", "draft" },
  [FOYER_OUTBOX_HELD] = { NC_ ("state of a lead", "Waiting"), "content-loading-symbolic", "waiting" },
  [FOYER_OUTBOX_QUEUED] = { NC_ ("state of a lead", "Waiting"), "content-loading-symbolic", "waiting" },
  [FOYER_OUTBOX_SENDING] = { NC_ ("state of a lead", "Sending"), "send-to-symbolic", "sending" },
  [FOYER_OUTBOX_UNCERTAIN] = { NC_ ("state of a lead", "Checking"), "dialog-question-symbolic", "uncertain" },
  [FOYER_OUTBOX_CONFLICT] = { NC_ ("state of a lead", "Needs you"), "dialog-warning-symbolic", "needs-you" },
  [FOYER_OUTBOX_REJECTED] = { NC_ ("state of a lead", "Refused"), "dialog-error-symbolic", "needs-you" },
  [FOYER_OUTBOX_DELIVERED] = { NC_ ("state of a lead", "Delivered"), "emblem-ok-symbolic", "delivered" },
  [FOYER_OUTBOX_DISCARDED] = { NC_ ("state of a lead", "Discarded"), "user-trash-symbolic", "discarded" },
};

/**
 * foyer_outbox_text_wait:
 * @seconds: how long it takes, above 0
 *
 * Returns: (transfer full): the time in words, for the end of a sentence
 */
char *
foyer_outbox_text_wait (gint64 seconds)
{
  int minutes = (int) ((seconds + MINUTE - 1) / MINUTE);
  int hours = (int) ((seconds + HOUR - 1) / HOUR);

  if (seconds < 2 * MINUTE)
    /* Translators: seconds, as in "Sends in 8 s" */
    return g_strdup_printf (C_ ("duration", "%d s"), (int) seconds);
  if (seconds < 2 * HOUR)
    /* Translators: a duration, for the end of a sentence such as "Tried again in 3 minutes" */
    return g_strdup_printf (g_dngettext (NULL, "%d minute", "%d minutes", (gulong) minutes), minutes);
  /* Translators: a duration, for the end of a sentence such as "Tried again in 3 hours" */
  return g_strdup_printf (g_dngettext (NULL, "%d hour", "%d hours", (gulong) hours), hours);
}

static char *
queued_text (FoyerOutboxRow *row, const FoyerOutboxScene *scene)
{
  gint64 left = foyer_backoff_sane_due (foyer_outbox_row_get_due (row), scene->now) - scene->now;
  g_autofree char *wait = NULL;

  if (scene->trouble == FOYER_TROUBLE_NO_SECRET)
    return g_strdup (_ ("Waiting for the secret of the account"));
  if (scene->is_paused)
    return g_strdup (_ ("Waiting for a key that the platform accepts"));
  if (scene->trouble == FOYER_TROUBLE_CLOCK)
    return g_strdup (_ ("Waiting for this computer’s clock to be set"));
  if (foyer_outbox_row_get_waits_for (row) != NULL)
    return g_strdup (_ ("Waiting for another change that goes first"));
  if (scene->trouble == FOYER_TROUBLE_OFFLINE)
    return g_strdup (_ ("Waiting for the network"));
  if (left <= 0)
    return g_strdup (_ ("Waiting to be sent"));
  wait = foyer_outbox_text_wait (left);
  /* Translators: %s is a duration, for example "8 s" or "3 minutes" */
  return g_strdup_printf (_ ("Tried again in %s"), wait);
}

static char *
held_text (FoyerOutboxRow *row, const FoyerOutboxScene *scene)
{
  gint64 left = foyer_backoff_sane_due (foyer_outbox_row_get_due (row), scene->now) - scene->now;
  g_autofree char *wait = NULL;

  if (left <= 0)
    return g_strdup (_ ("Waiting to be sent"));
  wait = foyer_outbox_text_wait (left);
  /* Translators: %s is a duration, for example "8 s" */
  return g_strdup_printf (_ ("Sends in %s"), wait);
}

static char *
uncertain_text (FoyerOutboxRow *row, const FoyerOutboxScene *scene)
{
  gint64 left = foyer_outbox_row_get_believed_after (row) - scene->now;
  g_autofree char *wait = NULL;

  if (left <= 0)
    /* Translators: of a lead, company, person or note that was sent and not answered */
    return g_strdup (_ ("Checking whether it arrived"));
  wait = foyer_outbox_text_wait (left);
  /* Translators: %s is a duration, for example "6 minutes" */
  return g_strdup_printf (_ ("Checking whether it arrived (up to %s)"), wait);
}

static const char *
conflict_text (FoyerOutboxRow *row)
{
  FoyerOutboxKind kind = foyer_outbox_row_get_kind (row);
  gboolean has_found = foyer_outbox_row_has_found (row);

  if (has_found && !foyer_outbox_row_is_add (row))
    return _ ("Changed here and on the platform: choose");
  if (has_found)
    return kind == FOYER_OUTBOX_LEAD      ? _ ("A lead that looks like it is on the platform: is it this one?")
           : kind == FOYER_OUTBOX_COMPANY ? _ ("A company that looks like it is on the platform: is it this one?")
           : kind == FOYER_OUTBOX_PERSON  ? _ ("A person who looks like it is on the platform: is it this one?")
                                          : _ ("A note that looks like it is on the platform: is it this one?");
  /* Translators: of a lead, company, person or note that was sent and not answered */
  return _ ("It may have arrived, and Foyer cannot see it: look on the platform");
}

/**
 * foyer_outbox_text_refusal:
 * @row: a row that was refused
 *
 * Returns: (transfer full): why, translated where the platform gave a code we know, and its own words where it gave any
 */
char *
foyer_outbox_text_refusal (FoyerOutboxRow *row)
{
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (row);
  const char *sentence = NULL;

  if (answer.code == FOYER_ERROR_GONE && foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD)
    return g_strdup (_ ("No longer a lead on the platform (converted or deleted)"));
  sentence = foyer_refusal_get_sentence (answer.code, answer.specific_code, answer.field);
  if (sentence != NULL)
    return foyer_problem_text_refusal (sentence, answer.words);
  if (answer.words != NULL && *answer.words != '\0')
    return g_strdup (answer.words);
  return g_strdup (foyer_error_text_of_code (answer.code));
}

static char *
rejected_text (FoyerOutboxRow *row)
{
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (row);
  g_autofree char *refusal = foyer_outbox_text_refusal (row);
  g_autofree char *field = NULL;

  if (answer.field >= FOYER_N_WRITTEN_FIELDS)
    /* Translators: %s says why, mostly in the platform's own words */
    return g_strdup_printf (_ ("Refused: %s"), refusal);
  field = foyer_outbox_text_fields (FOYER_FIELD_BIT (answer.field));
  /* Translators: the name of a field and why it was refused, mostly in the platform's own words */
  return g_strdup_printf (_ ("Refused at %1$s: %2$s"), field, refusal);
}

/**
 * foyer_outbox_text_state:
 * @row: a pending change
 * @scene: what else there is to know
 *
 * Returns: (transfer full): how it stands, and what happens next, in a sentence
 */
char *
foyer_outbox_text_state (FoyerOutboxRow *row, const FoyerOutboxScene *scene)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (row), NULL);

  switch (foyer_outbox_row_get_state (row))
    {
    case FOYER_OUTBOX_HELD:
      return held_text (row, scene);
    case FOYER_OUTBOX_QUEUED:
      return queued_text (row, scene);
    case FOYER_OUTBOX_SENDING:
      /* Translators: how a change stands: it is on its way to the platform */
      return g_strdup (_ ("Being sent"));
    case FOYER_OUTBOX_UNCERTAIN:
      return uncertain_text (row, scene);
    case FOYER_OUTBOX_CONFLICT:
      return g_strdup (conflict_text (row));
    case FOYER_OUTBOX_REJECTED:
      return rejected_text (row);
    case FOYER_OUTBOX_DELIVERED:
      return g_strdup (_ ("On the platform"));
    case FOYER_OUTBOX_DISCARDED:
      /* Translators: how a change stands: it was given up and is not sent */
      return g_strdup (_ ("Discarded"));
    case FOYER_OUTBOX_DRAFT:
    case FOYER_N_OUTBOX_STATES:
    default:
      /* Translators: how a lead, a company, a person or a note stands: it was typed and not saved to be sent */
      return g_strdup (_ ("Draft"));
    }
}

/**
 * foyer_outbox_text_title:
 * @row: a pending change
 *
 * Returns: (transfer full): what it is about: the lead, the company or person, the first line of the note
 */
char *
foyer_outbox_text_title (FoyerOutboxRow *row)
{
  FoyerNote *note = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (row), NULL);

  note = foyer_outbox_row_get_note (row);
  if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD)
    return foyer_lead_text_title (foyer_outbox_row_get_lead (row));
  if (foyer_outbox_row_get_party (row) != NULL)
    return g_strdup (foyer_party_get_name (foyer_outbox_row_get_party (row)));
  lines = g_strsplit (note != NULL ? foyer_note_get_text (note) : "", "\n", 2);
  return g_strdup (lines[0] != NULL ? lines[0] : "");
}

/**
 * foyer_outbox_text_what:
 * @row: a pending change
 *
 * Returns: (transfer full): what it does to the lead
 */
char *
foyer_outbox_text_what (FoyerOutboxRow *row)
{
  g_autofree char *fields = NULL;

  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (row), NULL);

  switch (foyer_outbox_row_get_kind (row))
    {
    case FOYER_OUTBOX_COMPANY:
      return g_strdup (C_ ("outbox", "New company"));
    case FOYER_OUTBOX_PERSON:
      return g_strdup (C_ ("outbox", "New person"));
    case FOYER_OUTBOX_NOTE:
      return g_strdup (foyer_outbox_row_is_add (row) ? C_ ("outbox", "New note") : C_ ("outbox", "Changes a note"));
    case FOYER_OUTBOX_LEAD:
    case FOYER_N_OUTBOX_KINDS:
    default:
      break;
    }
  if (foyer_outbox_row_is_add (row))
    return g_strdup (_ ("New lead"));
  fields = foyer_outbox_text_fields (foyer_outbox_row_get_changed (row));
  /* Translators: %s are the names of fields, for example "Name, Stage" */
  return g_strdup_printf (_ ("Changes %s"), fields);
}

/**
 * foyer_outbox_text_answer:
 * @row: a pending change
 * @scene: what else there is to know
 *
 * Returns: (transfer full) (nullable): what was heard of it last, where its state does not say it already
 */
char *
foyer_outbox_text_answer (FoyerOutboxRow *row, const FoyerOutboxScene *scene)
{
  FoyerOutboxAnswer answer;
  const char *sentence = NULL;
  guint n_attempts = 0;

  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (row), NULL);

  answer = foyer_outbox_row_get_answer (row);
  if (answer.code == 0 || foyer_outbox_state_needs_person (foyer_outbox_row_get_state (row)))
    return NULL;
  if (scene->trouble == FOYER_TROUBLE_OFFLINE && answer.code == FOYER_ERROR_OFFLINE)
    return NULL;
  sentence = foyer_error_text_of_code (answer.code);
  n_attempts = foyer_outbox_row_get_n_attempts (row);
  if (n_attempts < 2)
    return g_strdup (sentence);
  return g_strdup_printf (
      /* Translators: %s is a whole sentence about the last of the attempts, with its full stop */
      ngettext ("%s %u attempt so far.", "%s %u attempts so far.", n_attempts), sentence, n_attempts);
}

/**
 * foyer_outbox_text_mark:
 * @state: how a pending change stands
 *
 * Returns: one or two words for it, for a list
 */
const char *
foyer_outbox_text_mark (FoyerOutboxState state)
{
  g_return_val_if_fail (state < FOYER_N_OUTBOX_STATES, NULL);
  return g_dpgettext2 (NULL, "state of a lead", marks[state].mark);
}

const char *
foyer_outbox_text_icon (FoyerOutboxState state)
{
  g_return_val_if_fail (state < FOYER_N_OUTBOX_STATES, NULL);
  return marks[state].icon;
}

/**
 * foyer_outbox_text_style:
 * @state: how a pending change stands
 *
 * Returns: the style class of its mark
 */
const char *
foyer_outbox_text_style (FoyerOutboxState state)
{
  g_return_val_if_fail (state < FOYER_N_OUTBOX_STATES, NULL);
  return marks[state].style;
}

/**
 * foyer_outbox_text_fields:
 * @fields: some fields, at least one
 *
 * Returns: (transfer full): their names, in the order of the form
 */
char *
foyer_outbox_text_fields (FoyerFieldSet fields)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((fields & FOYER_FIELD_BIT (field)) != 0)
      g_ptr_array_add (
          names, (gpointer) g_dpgettext2 (NULL, FOYER_LEAD_FIELD_CONTEXT, foyer_lead_field_get_info (field)->label));
  g_ptr_array_add (names, NULL);
  /* Translators: what stands between the names of several fields, and between other things that are listed in a line,
   * also for a screen reader */
  return g_strjoinv (C_ ("list of fields", ", "), (char **) names->pdata);
}

/**
 * foyer_outbox_text_sends:
 * @fields: what was changed
 * @is_new: whether the lead is not on the platform yet
 *
 * Returns: (transfer full): what a save would do, for the button that does it
 */
char *
foyer_outbox_text_sends (FoyerFieldSet fields, gboolean is_new)
{
  g_autofree char *names = NULL;

  if (fields == 0)
    return g_strdup (_ ("Nothing to save"));
  if (is_new)
    return g_strdup (_ ("Sends a new lead"));
  names = foyer_outbox_text_fields (fields);
  /* Translators: %s are the names of fields, for example "Name, Stage" */
  return g_strdup_printf (_ ("Sends %s"), names);
}
