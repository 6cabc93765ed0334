/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls that list or read leads, companies and contacts. Rows come by rising id. Conditions on the id and on the
 * date of creation are turned into a range, so that they are answered at once however many rows there are. */
#include "foyer-sandbox-lists.h"

#include "foyer-sandbox-collection.h"
#include "foyer-sandbox-page.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-rows.h"

/* A full page is not kept waiting for the count of rows that nobody asked for: totalResults is too small then, which
 * the platform's is as well. */
#define COUNT_AHEAD 100000

typedef struct
{
  const FoyerSandboxCollection *collection;
  const FoyerSandboxStore *store;
  FoyerSandboxPage page;
  GArray *conditions; /* owned */
  GArray *ids;        /* owned; the page, of gint64 */
  gint64 total;       /* rows that satisfy every condition */
  gint64 looked_at;   /* since the page was full */
} Listing;

typedef struct
{
  gint64 from;
  gint64 to; /* included */
} Range;

static const FoyerSandboxCondition *
condition_at (const Listing *listing, guint i)
{
  return &g_array_index (listing->conditions, FoyerSandboxCondition, i);
}

/* Whether narrow () says all there is to say about a condition. */
static gboolean
is_range (const FoyerSandboxCondition *condition)
{
  return !condition->is_null
         && (condition->operation == FOYER_SANDBOX_IS || condition->operation == FOYER_SANDBOX_LESSTHAN
             || condition->operation == FOYER_SANDBOX_GREATERTHAN);
}

static void
narrow (Range *range, const FoyerSandboxCondition *condition, gint64 first, gint64 last)
{
  if (condition->operation != FOYER_SANDBOX_LESSTHAN)
    range->from = MAX (range->from, first);
  if (condition->operation != FOYER_SANDBOX_GREATERTHAN)
    range->to = MIN (range->to, last);
}

/* The first generated row that was created at SECONDS or later; one after the last when none was. */
static gint64
first_created_since (const Listing *listing, gint64 seconds)
{
  gint64 low = 1, high = listing->collection->last_generated (listing->store) + 1;

  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (listing->collection->created (&listing->store->world, middle) < seconds)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
satisfies (const Listing *listing, gint64 id)
{
  FoyerSandboxValue value;

  for (guint i = 0; i < listing->conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = condition_at (listing, i);

      if (condition->field == FOYER_SANDBOX_FIELD_OF_COMPANY)
        continue;
      value.number = 0;
      value.text = NULL;
      listing->collection->get_value (listing->store, id, condition->field, &value);
      if (!foyer_sandbox_condition_holds (condition, &value))
        return FALSE;
    }
  return TRUE;
}

static gboolean
page_is_full (const Listing *listing)
{
  return (gint64) listing->ids->len >= listing->page.per_page;
}

/* Every row of the range satisfies the conditions. */
static void
take_range (Listing *listing, Range range)
{
  gint64 skip = MAX (listing->page.start - listing->total, 0);

  gint64 length = range.to - range.from + 1;

  if (length <= 0)
    return;
  for (gint64 i = skip; i < length && !page_is_full (listing); i++)
    {
      gint64 id = range.from + i;

      g_array_append_val (listing->ids, id);
    }
  listing->total += length;
}

static void
take_if_satisfying (Listing *listing, gint64 id)
{
  if (!satisfies (listing, id))
    return;
  if (listing->total >= listing->page.start && !page_is_full (listing))
    g_array_append_val (listing->ids, id);
  listing->total++;
}

static void
scan_range (Listing *listing, Range range)
{
  for (gint64 id = range.from; id <= range.to; id++)
    {
      if (page_is_full (listing) && listing->looked_at++ > COUNT_AHEAD)
        return;
      take_if_satisfying (listing, id);
    }
}

static void
list_rows (Listing *listing)
{
  gint64 last_generated = listing->collection->last_generated (listing->store);
  Range all = { 1, listing->collection->last (listing->store) };
  Range generated, added;
  gboolean ranges_only = TRUE;

  for (guint i = 0; i < listing->conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = condition_at (listing, i);

      if (condition->field == FOYER_SANDBOX_FIELD_OF_ID && is_range (condition))
        narrow (&all, condition, condition->number, condition->number);
    }
  generated = (Range) { all.from, MIN (all.to, last_generated) };
  added = (Range) { MAX (all.from, last_generated + 1), all.to };
  for (guint i = 0; i < listing->conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = condition_at (listing, i);

      if (condition->field == FOYER_SANDBOX_FIELD_OF_CREATED && is_range (condition))
        narrow (&generated, condition, first_created_since (listing, condition->number),
                first_created_since (listing, condition->number + 1) - 1);
      else if (condition->field != FOYER_SANDBOX_FIELD_OF_ID || !is_range (condition))
        ranges_only = FALSE;
    }
  if (ranges_only)
    take_range (listing, generated);
  else
    scan_range (listing, generated);
  scan_range (listing, added);
}

/* The company that the rows have to be of; 0 when that is no condition. */
static gint64
find_company (const Listing *listing)
{
  for (guint i = 0; i < listing->conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = condition_at (listing, i);

      if (condition->field == FOYER_SANDBOX_FIELD_OF_COMPANY && condition->operation == FOYER_SANDBOX_IS
          && !condition->is_null)
        return condition->number;
    }
  return 0;
}

static void
list_rows_of_company (Listing *listing, gint64 company_id)
{
  g_autoptr (GArray) ids = listing->collection->of_company (listing->store, company_id);

  for (guint i = 0; i < ids->len; i++)
    take_if_satisfying (listing, g_array_index (ids, gint64, i));
}

static FoyerSandboxReply *
answer_collection (FoyerSandboxCall *call, const FoyerSandboxCollection *collection)
{
  Listing listing = { .collection = collection, .store = call->store };
  FoyerSandboxWriter writer;
  FoyerSandboxReply *refusal = foyer_sandbox_page_parse (call->params, &listing.page);
  gint64 company_id;

  if (refusal != NULL)
    return refusal;
  listing.conditions = foyer_sandbox_filter_parse (call->params, collection->fields, collection->n_fields, &refusal);
  if (listing.conditions == NULL)
    return refusal;
  listing.ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  company_id = find_company (&listing);
  if (company_id != 0)
    list_rows_of_company (&listing, company_id);
  else
    list_rows (&listing);

  foyer_sandbox_page_open (&listing.page, &writer, listing.total, listing.ids->len);
  for (guint i = 0; i < listing.ids->len; i++)
    collection->write_row (&writer, call->store, g_array_index (listing.ids, gint64, i));
  g_array_unref (listing.ids);
  g_array_unref (listing.conditions);
  return foyer_sandbox_page_close (&writer);
}

FoyerSandboxReply *
foyer_sandbox_answer_leads (FoyerSandboxCall *call)
{
  return answer_collection (call, &foyer_sandbox_lead_collection);
}

FoyerSandboxReply *
foyer_sandbox_answer_companies (FoyerSandboxCall *call)
{
  return answer_collection (call, &foyer_sandbox_company_collection);
}

FoyerSandboxReply *
foyer_sandbox_answer_contacts (FoyerSandboxCall *call)
{
  return answer_collection (call, &foyer_sandbox_contact_collection);
}

static FoyerSandboxReply *
answer_one (FoyerSandboxCall *call,
            gboolean (*exists) (const FoyerSandboxStore *store, gint64 id),
            void (*write_row) (FoyerSandboxWriter *writer, const FoyerSandboxStore *store, gint64 id),
            guint missing_code,
            const char *missing_message)
{
  FoyerSandboxWriter writer;
  gint64 id;

  switch (foyer_sandbox_params_get_id (call->params, "id", &id))
    {
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
      return foyer_sandbox_reply_new_missing ("id");
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("id", "It must be an integer above 0.");
    case FOYER_SANDBOX_GIVEN:
    default:
      break;
    }
  if (!exists (call->store, id))
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, missing_code, missing_message, NULL);
  foyer_sandbox_writer_init (&writer);
  write_row (&writer, call->store, id);
  return foyer_sandbox_reply_new (&writer);
}

FoyerSandboxReply *
foyer_sandbox_answer_one_company (FoyerSandboxCall *call)
{
  return answer_one (call, foyer_sandbox_store_has_company, foyer_sandbox_row_write_company_alone,
                     FOYER_SANDBOX_NO_SUCH_COMPANY, "Unable to find company");
}

FoyerSandboxReply *
foyer_sandbox_answer_one_contact (FoyerSandboxCall *call)
{
  return answer_one (call, foyer_sandbox_store_has_contact, foyer_sandbox_row_write_contact,
                     FOYER_SANDBOX_NO_SUCH_CONTACT, "Unable to find contact");
}
