/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pending change, as the outbox shows it: what is to be sent, how it stands, what was heard of it last. */

#include "foyer-outbox-row.h"

struct _FoyerOutboxRow
{
  GObject parent_instance;

  char *uuid;           /* owned */
  FoyerLead *lead;      /* owned; says nothing unless the row is of a lead */
  FoyerLead *base;      /* owned, nullable */
  FoyerParty *party;    /* owned, nullable */
  FoyerNote *note;      /* owned, nullable */
  FoyerNote *note_base; /* owned, nullable */
  char *waits_for;      /* owned, nullable */
  char *words;          /* owned, nullable */
  GPtrArray *found;     /* owned, nullable, of FoyerLead, FoyerParty or FoyerNote */
  FoyerOutboxKind kind;
  FoyerOutboxAnswer answer;
  FoyerOutboxState state;
  gint64 kept;
  gint64 due;
  gint64 platform_id;
  gint64 believed_after;
  guint n_attempts;
};

enum
{
  PROP_UUID = 1,
  PROP_KIND,
  PROP_LEAD,
  PROP_PARTY,
  PROP_NOTE,
  PROP_STATE,
  PROP_KEPT,
  PROP_DUE,
  PROP_N_ATTEMPTS,
  PROP_PLATFORM_ID,
  PROP_WAITS_FOR,
  PROP_ANSWER_CODE,
  PROP_BELIEVED_AFTER,
  PROP_FOUND,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerOutboxRow, foyer_outbox_row, G_TYPE_OBJECT)

static void
foyer_outbox_row_finalize (GObject *object)
{
  FoyerOutboxRow *self = FOYER_OUTBOX_ROW (object);

  g_free (self->uuid);
  g_free (self->waits_for);
  g_free (self->words);
  g_clear_object (&self->lead);
  g_clear_object (&self->base);
  g_clear_object (&self->party);
  g_clear_object (&self->note);
  g_clear_object (&self->note_base);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  G_OBJECT_CLASS (foyer_outbox_row_parent_class)->finalize (object);
}

static void
foyer_outbox_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerOutboxRow *self = FOYER_OUTBOX_ROW (object);

  switch (prop_id)
    {
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_PARTY:
      g_value_set_object (value, self->party);
      break;
    case PROP_NOTE:
      g_value_set_object (value, self->note);
      break;
    case PROP_LEAD:
      g_value_set_object (value, self->lead);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_KEPT:
      g_value_set_int64 (value, self->kept);
      break;
    case PROP_DUE:
      g_value_set_int64 (value, self->due);
      break;
    case PROP_N_ATTEMPTS:
      g_value_set_uint (value, self->n_attempts);
      break;
    case PROP_PLATFORM_ID:
      g_value_set_int64 (value, self->platform_id);
      break;
    case PROP_WAITS_FOR:
      g_value_set_string (value, self->waits_for);
      break;
    case PROP_ANSWER_CODE:
      g_value_set_int (value, self->answer.code);
      break;
    case PROP_BELIEVED_AFTER:
      g_value_set_int64 (value, self->believed_after);
      break;
    case PROP_FOUND:
      g_value_set_boxed (value, self->found);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_outbox_row_class_init (FoyerOutboxRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_outbox_row_finalize;
  object_class->get_property = foyer_outbox_row_get_property;

  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, FOYER_TYPE_LEAD, flags);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, FOYER_TYPE_OUTBOX_KIND, FOYER_OUTBOX_LEAD, flags);
  properties[PROP_PARTY] = g_param_spec_object ("party", NULL, NULL, FOYER_TYPE_PARTY, flags);
  properties[PROP_NOTE] = g_param_spec_object ("note", NULL, NULL, FOYER_TYPE_NOTE, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, FOYER_TYPE_OUTBOX_STATE, FOYER_OUTBOX_DRAFT, flags);
  properties[PROP_KEPT] = g_param_spec_int64 ("kept", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DUE] = g_param_spec_int64 ("due", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_ATTEMPTS] = g_param_spec_uint ("n-attempts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PLATFORM_ID] = g_param_spec_int64 ("platform-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WAITS_FOR] = g_param_spec_string ("waits-for", NULL, NULL, NULL, flags);
  properties[PROP_ANSWER_CODE] = g_param_spec_int ("answer-code", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_BELIEVED_AFTER] = g_param_spec_int64 ("believed-after", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_FOUND] = g_param_spec_boxed ("found", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_outbox_row_init (FoyerOutboxRow *self)
{
  self->answer.field = FOYER_LEAD_NO_FIELD;
}

/**
 * foyer_outbox_row_new:
 * @uuid: (nullable): the row's own name, or `NULL` for a new one; not the lead's: an edit while a row is being sent is
 * another row of the same lead
 * @lead: what is to be sent; it is copied
 * @base: (nullable): what the change was made on; `NULL` for an add
 *
 * Returns: (transfer full): a row in the state draft
 */
FoyerOutboxRow *
foyer_outbox_row_new (const char *uuid, FoyerLead *lead, FoyerLead *base)
{
  FoyerOutboxRow *self = g_object_new (FOYER_TYPE_OUTBOX_ROW, NULL);

  self->uuid = uuid != NULL ? g_strdup (uuid) : g_uuid_string_random ();
  self->lead = foyer_lead_copy (lead);
  self->base = base != NULL ? foyer_lead_copy (base) : NULL;
  return self;
}

/**
 * foyer_outbox_row_new_party:
 * @uuid: the row's own name
 *
 * Returns: (transfer full): a row that adds a company or a person
 */
FoyerOutboxRow *
foyer_outbox_row_new_party (const char *uuid, FoyerParty *party)
{
  g_autoptr (FoyerLead) nothing = foyer_lead_new ();
  FoyerOutboxRow *self = foyer_outbox_row_new (uuid, nothing, NULL);

  self->kind = foyer_outbox_kind_for_party (foyer_party_get_kind (party));
  self->party = g_object_ref (party);
  return self;
}

/**
 * foyer_outbox_row_new_note:
 * @uuid: the row's own name
 * @lead_uuid: the lead's
 * @note: what is to be written; its lead's id is 0 while its lead is not on the platform
 * @base: (nullable): the note that is changed; `NULL` for a new one
 *
 * Returns: (transfer full): a row that adds or changes a note
 */
FoyerOutboxRow *
foyer_outbox_row_new_note (const char *uuid, const char *lead_uuid, FoyerNote *note, FoyerNote *base)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new ();
  FoyerOutboxRow *self;

  foyer_lead_set_uuid (lead, lead_uuid);
  foyer_lead_set_platform_id (lead, foyer_note_get_lead_id (note));
  self = foyer_outbox_row_new (uuid, lead, NULL);
  self->kind = FOYER_OUTBOX_NOTE;
  self->note = g_object_ref (note);
  self->note_base = base != NULL ? g_object_ref (base) : NULL;
  return self;
}

FoyerOutboxKind
foyer_outbox_row_get_kind (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), FOYER_OUTBOX_LEAD);
  return self->kind;
}

/**
 * foyer_outbox_row_get_party:
 *
 * Returns: (nullable) (transfer none): the company or person that is to be added
 */
FoyerParty *
foyer_outbox_row_get_party (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->party;
}

/**
 * foyer_outbox_row_get_note:
 *
 * Returns: (nullable) (transfer none): the note that is to be written
 */
FoyerNote *
foyer_outbox_row_get_note (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->note;
}

/**
 * foyer_outbox_row_get_note_base:
 *
 * Returns: (nullable) (transfer none): of a note that is changed, what it said; `NULL` for a new one
 */
FoyerNote *
foyer_outbox_row_get_note_base (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->note_base;
}

/* For those who keep rows: what it says of a company, a person or a note has changed. */
void
foyer_outbox_row_set_contents (FoyerOutboxRow *self, FoyerParty *party, FoyerNote *note, FoyerNote *note_base)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  g_set_object (&self->note_base, note_base);
  if (g_set_object (&self->party, party))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARTY]);
  if (g_set_object (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

const char *
foyer_outbox_row_get_uuid (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->uuid;
}

/**
 * foyer_outbox_row_get_lead:
 *
 * Returns: (transfer none): what is to be sent; of a note, its lead with nothing but its UUID and its id; of a company
 * or person a lead that says nothing
 */
FoyerLead *
foyer_outbox_row_get_lead (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->lead;
}

/* For those who keep rows: what was an add can become a change of a lead that is there. */
void
foyer_outbox_row_set_base (FoyerOutboxRow *self, FoyerLead *base)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (base != NULL && self->base != NULL)
    {
      foyer_lead_assign (self->base, base);
      return;
    }
  g_clear_object (&self->base);
  self->base = base != NULL ? foyer_lead_copy (base) : NULL;
}

/**
 * foyer_outbox_row_get_base:
 *
 * Returns: (nullable) (transfer none): what the change was made on; for an edit of a lead that is still on its way,
 * what was saved before
 */
FoyerLead *
foyer_outbox_row_get_base (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->base;
}

gboolean
foyer_outbox_row_is_add (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), FALSE);
  return self->base == NULL && self->note_base == NULL;
}

/**
 * foyer_outbox_row_get_changed:
 *
 * Returns: the fields that differ from the base
 */
FoyerFieldSet
foyer_outbox_row_get_changed (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return foyer_lead_diff (self->lead, self->base);
}

/**
 * foyer_outbox_row_get_state:
 *
 * Returns: how the row stands
 */
FoyerOutboxState
foyer_outbox_row_get_state (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), FOYER_OUTBOX_DRAFT);
  return self->state;
}

void
foyer_outbox_row_set_state (FoyerOutboxRow *self, FoyerOutboxState state)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * foyer_outbox_row_get_kept:
 *
 * Returns: when it was saved, in seconds since 1970 by this desk's clock
 */
gint64
foyer_outbox_row_get_kept (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return self->kept;
}

void
foyer_outbox_row_set_kept (FoyerOutboxRow *self, gint64 kept)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->kept == kept)
    return;
  self->kept = kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
}

/**
 * foyer_outbox_row_get_due:
 *
 * Returns: when it is sent, or looked for, next, in seconds since 1970 by this desk's clock; 0 for as soon as possible
 */
gint64
foyer_outbox_row_get_due (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return self->due;
}

void
foyer_outbox_row_set_due (FoyerOutboxRow *self, gint64 due)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->due == due)
    return;
  self->due = due;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DUE]);
}

/**
 * foyer_outbox_row_get_n_attempts:
 *
 * Returns: how often it left this computer, or tried to
 */
guint
foyer_outbox_row_get_n_attempts (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return self->n_attempts;
}

void
foyer_outbox_row_set_n_attempts (FoyerOutboxRow *self, guint n_attempts)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->n_attempts == n_attempts)
    return;
  self->n_attempts = n_attempts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTEMPTS]);
}

/**
 * foyer_outbox_row_get_platform_id:
 *
 * Returns: the lead's id on the platform, 0 while it has none
 */
gint64
foyer_outbox_row_get_platform_id (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return self->platform_id;
}

void
foyer_outbox_row_set_platform_id (FoyerOutboxRow *self, gint64 platform_id)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->platform_id == platform_id)
    return;
  self->platform_id = platform_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLATFORM_ID]);
}

/**
 * foyer_outbox_row_get_waits_for:
 *
 * Returns: (nullable): the UUID of the row that must be delivered before this one
 */
const char *
foyer_outbox_row_get_waits_for (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->waits_for;
}

void
foyer_outbox_row_set_waits_for (FoyerOutboxRow *self, const char *uuid)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (g_set_str (&self->waits_for, uuid))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITS_FOR]);
}

FoyerOutboxAnswer
foyer_outbox_row_get_answer (FoyerOutboxRow *self)
{
  static const FoyerOutboxAnswer none = { .field = FOYER_LEAD_NO_FIELD };

  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), none);
  return self->answer;
}

/**
 * foyer_outbox_row_set_answer:
 * @answer: (nullable): what was heard; `NULL` for nothing yet
 */
void
foyer_outbox_row_set_answer (FoyerOutboxRow *self, const FoyerOutboxAnswer *answer)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  g_set_str (&self->words, answer != NULL ? answer->words : NULL);
  self->answer = answer != NULL ? *answer : (FoyerOutboxAnswer) { .field = FOYER_LEAD_NO_FIELD };
  self->answer.words = self->words;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWER_CODE]);
}

/**
 * foyer_outbox_row_get_believed_after:
 *
 * Returns: from when "it is not there" can be believed, in seconds since 1970 by this computer's clock, as far as the
 * platform's is known; 0 unless it is uncertain
 */
gint64
foyer_outbox_row_get_believed_after (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), 0);
  return self->believed_after;
}

void
foyer_outbox_row_set_believed_after (FoyerOutboxRow *self, gint64 believed_after)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->believed_after == believed_after)
    return;
  self->believed_after = believed_after;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BELIEVED_AFTER]);
}

/**
 * foyer_outbox_row_get_found:
 *
 * Returns: (nullable) (transfer none) (element-type GObject): in a conflict, what is on the platform: of an update the
 * lead or note as it is there now, of an add those that look like it (leads, parties or notes as the row is of)
 */
GPtrArray *
foyer_outbox_row_get_found (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), NULL);
  return self->found;
}

/**
 * foyer_outbox_row_has_found:
 *
 * Returns: whether there is anything on the platform that a person can compare it with
 */
gboolean
foyer_outbox_row_has_found (FoyerOutboxRow *self)
{
  g_return_val_if_fail (FOYER_IS_OUTBOX_ROW (self), FALSE);
  return self->found != NULL && self->found->len > 0;
}

void
foyer_outbox_row_set_found (FoyerOutboxRow *self, GPtrArray *found)
{
  g_return_if_fail (FOYER_IS_OUTBOX_ROW (self));

  if (self->found == found)
    return;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found != NULL ? g_ptr_array_ref (found) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOUND]);
}
