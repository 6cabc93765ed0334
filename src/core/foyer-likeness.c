/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether two companies or two people look like the same one, and the keys by which those that may are found among
 * hundreds of thousands. */

#include "foyer-likeness.h"

#include "foyer-text.h"

#include <string.h>

#define KEY_DIGITS   7 /* the end of a telephone number that is written alike everywhere */
#define PHONE_DIGITS 9
#define LEAD_NAME    4  /* characters at least */
#define KEY_BITS     47 /* six bytes on the disk */

/* As they stand at the end of names, folded, without dots. */
static const char *const legal_forms[] = {
  "ab",   "ag",          "aps",  "as",   "asa",     "bhd",      "bv",  "bvba", "co",          "company",
  "corp", "corporation", "doo",  "eood", "eu",      "ev",       "gbr", "gmbh", "inc",         "incorporated",
  "kft",  "kg",          "kk",   "lda",  "limited", "limitada", "llc", "llp",  "lp",          "ltd",
  "ltda", "mbh",         "nv",   "ohg",  "ood",     "oy",       "oyj", "plc",  "proprietary", "pte",
  "pty",  "pvt",         "sa",   "sae",  "sarl",    "sas",      "sdn", "se",   "sl",          "slu",
  "sp",   "spa",         "spol", "srl",  "sro",     "sum",      "ug",  "zoo",
};

static gboolean
is_legal_form (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    if (g_str_equal (legal_forms[i], word))
      return TRUE;
  return FALSE;
}

static void
end_word (GPtrArray *words, GString *word)
{
  if (word->len > 0)
    g_ptr_array_add (words, g_strdup (word->str));
  g_string_truncate (word, 0);
}

/* Dots join ("S.A."), an apostrophe vanishes ("O'Brien"), everything else that is no letter or digit separates. */
static GPtrArray *
split (const char *text)
{
  g_autofree char *folded = foyer_text_fold (text);
  g_autoptr (GString) word = g_string_new (NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
      else if (c != '.' && c != '\'' && c != 0x2019)
        end_word (words, word);
    }
  end_word (words, word);
  return words;
}

static char *
join (GPtrArray *words)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append (joined, words->pdata[i]);
  return g_string_free_and_steal (joined);
}

static char *
none_if_empty (char *text)
{
  if (*text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/**
 * foyer_likeness_normalise_company:
 * @name: (nullable): a company's name
 *
 * Returns: (nullable) (transfer full): the name without article, legal form and spaces; `NULL` for none
 */
char *
foyer_likeness_normalise_company (const char *name)
{
  g_autoptr (GPtrArray) words = split (name);

  if (words->len > 1 && g_str_equal (words->pdata[0], "the"))
    g_ptr_array_remove_index (words, 0);
  while (words->len > 1 && is_legal_form (words->pdata[words->len - 1]))
    g_ptr_array_remove_index (words, words->len - 1);
  for (guint i = words->len; i-- > 1;)
    if (g_str_equal (words->pdata[i], "and"))
      g_ptr_array_remove_index (words, i);
  return none_if_empty (join (words));
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * foyer_likeness_normalise_person:
 * @name: (nullable): first and last name, in either order
 *
 * Returns: (nullable) (transfer full): the same for both orders; `NULL` for less than two names, which say nothing
 */
char *
foyer_likeness_normalise_person (const char *name)
{
  g_autoptr (GPtrArray) words = split (name);

  if (words->len < 2)
    return NULL;
  g_ptr_array_sort (words, compare_words);
  return none_if_empty (join (words));
}

char *
foyer_likeness_normalise_email (const char *email)
{
  g_autofree char *folded = foyer_text_fold (email);

  return strchr (folded, '@') != NULL ? g_steal_pointer (&folded) : NULL;
}

/**
 * foyer_likeness_normalise_phone:
 * @phone: (nullable): a telephone number in any format
 *
 * Returns: (nullable) (transfer full): its digits, at most the last nine, without the zeros it began with; `NULL` for
 * less than seven
 */
char *
foyer_likeness_normalise_phone (const char *phone)
{
  g_autofree char *folded = foyer_text_fold (phone);
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize from = 0;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  from = strspn (digits->str, "0");
  if (digits->len - from < KEY_DIGITS)
    return NULL;
  return g_strdup (digits->str + MAX (from, digits->len - MIN (digits->len, PHONE_DIGITS)));
}

/**
 * foyer_likeness_normalise_lead:
 * @name: (nullable): what a lead is called
 *
 * Returns: (nullable) (transfer full): the name without spaces and signs; `NULL` for one too short to say anything
 */
char *
foyer_likeness_normalise_lead (const char *name)
{
  g_autoptr (GPtrArray) words = split (name);
  g_autofree char *joined = join (words);

  return g_utf8_strlen (joined, -1) >= LEAD_NAME ? g_steal_pointer (&joined) : NULL;
}

/* FNV-1a; the kind first, so that a company and a person of one name have two keys. */
static gint64
hash (char kind, const char *text)
{
  guint64 value = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ (guchar) kind;

  for (const char *p = text; *p != '\0'; p++)
    value = (value * G_GUINT64_CONSTANT (0x100000001b3)) ^ (guchar) *p;
  value *= G_GUINT64_CONSTANT (0x100000001b3);
  return (gint64) ((value ^ (value >> KEY_BITS)) & ((G_GUINT64_CONSTANT (1) << KEY_BITS) - 1));
}

static void
add_key (gint64 *keys, guint *n, char kind, char *text)
{
  if (text != NULL)
    keys[(*n)++] = hash (kind, text);
  g_free (text);
}

/**
 * foyer_likeness_get_keys:
 * @keys: (out): the keys, of 47 bits
 *
 * Two that look the same share at least one key; foyer_likeness_judge() says whether two that share one do.
 *
 * Returns: how many keys there are
 */
guint
foyer_likeness_get_keys (const FoyerIdentity *identity, gint64 keys[FOYER_MAX_LIKENESS_KEYS])
{
  char *phone = foyer_likeness_normalise_phone (identity->phone);
  guint n = 0;

  add_key (keys, &n, 'c', foyer_likeness_normalise_company (identity->company_name));
  add_key (keys, &n, 'p', foyer_likeness_normalise_person (identity->person_name));
  add_key (keys, &n, 'e', foyer_likeness_normalise_email (identity->email));
  if (phone != NULL)
    memmove (phone, phone + strlen (phone) - KEY_DIGITS, KEY_DIGITS + 1);
  add_key (keys, &n, 't', phone);
  return n;
}

/**
 * foyer_likeness_get_lead_key:
 *
 * Returns: what leads of the same name share, of 47 bits; 0 for none
 */
gint64
foyer_likeness_get_lead_key (const char *name)
{
  g_autofree char *normalised = foyer_likeness_normalise_lead (name);

  return normalised != NULL ? MAX (hash ('l', normalised), 1) : 0;
}

/* Takes both. */
static gboolean
same (char *one, char *other)
{
  g_autofree char *owned = one, *owned_too = other;

  return one != NULL && other != NULL && g_str_equal (one, other);
}

/* One may be written without its area: the shorter must be the end of the longer. */
static gboolean
same_phone (const char *one, const char *other)
{
  g_autofree char *first = foyer_likeness_normalise_phone (one);
  g_autofree char *second = foyer_likeness_normalise_phone (other);

  return first != NULL && second != NULL && (g_str_has_suffix (first, second) || g_str_has_suffix (second, first));
}

/* Two leads of one name that are known to be of different companies and people are two. */
static gboolean
can_be_of_one (const FoyerIdentity *one, const FoyerIdentity *other)
{
  if ((one->company_id == 0 && one->contact_id == 0) || (other->company_id == 0 && other->contact_id == 0))
    return TRUE;
  return (one->company_id != 0 && one->company_id == other->company_id)
         || (one->contact_id != 0 && one->contact_id == other->contact_id);
}

/**
 * foyer_likeness_judge:
 *
 * Returns: in what the two look the same
 */
FoyerLikeness
foyer_likeness_judge (const FoyerIdentity *one, const FoyerIdentity *other)
{
  FoyerLikeness likeness = FOYER_LIKENESS_NONE;

  if (same (foyer_likeness_normalise_company (one->company_name),
            foyer_likeness_normalise_company (other->company_name)))
    likeness |= FOYER_LIKENESS_COMPANY_NAME;
  if (same (foyer_likeness_normalise_person (one->person_name), foyer_likeness_normalise_person (other->person_name)))
    likeness |= FOYER_LIKENESS_PERSON_NAME;
  if (same (foyer_likeness_normalise_email (one->email), foyer_likeness_normalise_email (other->email)))
    likeness |= FOYER_LIKENESS_EMAIL;
  if (same_phone (one->phone, other->phone))
    likeness |= FOYER_LIKENESS_PHONE;
  if (can_be_of_one (one, other)
      && same (foyer_likeness_normalise_lead (one->lead_name), foyer_likeness_normalise_lead (other->lead_name)))
    likeness |= FOYER_LIKENESS_LEAD_NAME;
  return likeness;
}

/**
 * foyer_likeness_identify:
 *
 * Returns: what the company or the person is known by; valid as long as the party is not changed
 */
FoyerIdentity
foyer_likeness_identify (FoyerParty *party)
{
  gboolean is_company = foyer_party_get_kind (party) == FOYER_PARTY_COMPANY;
  FoyerIdentity identity = {
    .company_name = is_company ? foyer_party_get_name (party) : NULL,
    .person_name = is_company ? NULL : foyer_party_get_name (party),
    .email = foyer_party_get_email (party),
    .phone = foyer_party_get_phone (party),
  };

  return identity;
}

/**
 * foyer_likeness_identify_lead:
 *
 * Returns: what the lead, its company and its person are known by; valid as long as the lead is not changed
 */
FoyerIdentity
foyer_likeness_identify_lead (FoyerLead *lead)
{
  gboolean is_company = foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY;
  FoyerIdentity identity = {
    .company_name = is_company ? foyer_lead_get_text (lead, FOYER_LEAD_COMPANY_NAME) : NULL,
    .person_name = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_NAME),
    .email = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL),
    .phone = foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_PHONE),
    .lead_name = foyer_lead_get_text (lead, FOYER_LEAD_NAME),
    .lead_uuid = foyer_lead_get_uuid (lead),
    .company_id = is_company ? foyer_lead_get_id (lead, FOYER_LEAD_COMPANY) : 0,
    .contact_id = foyer_lead_get_id (lead, is_company ? FOYER_LEAD_LEAD_CONTACT : FOYER_LEAD_CONTACT),
  };

  return identity;
}

/**
 * foyer_identity_copy:
 *
 * Returns: (transfer full): with texts of its own
 */
FoyerIdentity *
foyer_identity_copy (const FoyerIdentity *self)
{
  FoyerIdentity *copy = g_memdup2 (self, sizeof *self);

  copy->company_name = g_strdup (self->company_name);
  copy->person_name = g_strdup (self->person_name);
  copy->email = g_strdup (self->email);
  copy->phone = g_strdup (self->phone);
  copy->lead_name = g_strdup (self->lead_name);
  copy->lead_uuid = g_strdup (self->lead_uuid);
  return copy;
}

/**
 * foyer_identity_free:
 * @self: (transfer full): of foyer_identity_copy()
 */
void
foyer_identity_free (FoyerIdentity *self)
{
  g_free ((char *) self->company_name);
  g_free ((char *) self->person_name);
  g_free ((char *) self->email);
  g_free ((char *) self->phone);
  g_free ((char *) self->lead_name);
  g_free ((char *) self->lead_uuid);
  g_free (self);
}
