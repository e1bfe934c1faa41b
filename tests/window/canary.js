/*
 * Looks for words in everything a script of the page can reach: the document as it stands, what is typed in it, every
 * object that hangs on the window, and what the webview keeps for the page. Gives the places where one was found, and
 * how many objects were looked at. It cannot look inside closures.
 */
const [words, done] = arguments
const most = 400_000
const places = []
const seen = new Set()
const queue = []

function look(text, place) {
  if (words.some((word) => text.includes(word))) places.push(place)
}

function reach(value, place) {
  if (typeof value === 'string') look(value, place)
  else if ((typeof value === 'object' && value !== null) || typeof value === 'function') {
    if (seen.has(value) || seen.size >= most) return
    seen.add(value)
    queue.push([value, place])
  }
}

/* The keys of an object and of what it inherits from: what a getter answers counts as well. */
function keysOf(object) {
  const keys = new Set()
  for (let at = object; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) keys.add(key)
  }
  return keys
}

/* Of a node all that scripts put on it, and what is typed in it; what it inherits is in its markup. */
function keysOfNode(node) {
  return new Set([...Reflect.ownKeys(node), 'value', 'attributes', 'textContent'])
}

function walk() {
  while (queue.length > 0) {
    const [object, place] = queue.shift()
    if (object instanceof Map || object instanceof Set) {
      for (const entry of object.entries()) reach(entry, `${place} entry`)
    }
    if (object instanceof ArrayBuffer) look(new TextDecoder().decode(object), place)
    else if (ArrayBuffer.isView(object)) look(new TextDecoder().decode(object.buffer), place)
    const keys = object instanceof Node && object !== document ? keysOfNode(object) : keysOf(object)
    for (const key of keys) {
      try {
        look(String(key), `${place} key`)
        reach(object[key], `${place}.${String(key)}`)
      } catch {
        // A getter that wants another object has nothing to tell.
      }
    }
  }
}

async function databases() {
  for (const { name, version } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name, version)
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll()
      await new Promise((resolve) => (all.onsuccess = resolve))
      look(JSON.stringify(all.result), `indexedDB ${name}/${store}`)
    }
    database.close()
  }
}

look(document.documentElement.outerHTML, 'markup')
for (const field of document.querySelectorAll('input, textarea, select')) look(field.value, `field ${field.id}`)
look(JSON.stringify({ ...localStorage }), 'localStorage')
look(JSON.stringify({ ...sessionStorage }), 'sessionStorage')
reach(window, 'window')
for (const node of document.querySelectorAll('*')) reach(node, `<${node.localName} id="${node.id}">`)
walk()
databases().then(
  () => done({ places, objects: seen.size }),
  (error) => done({ places: [`the databases could not be read: ${error}`], objects: seen.size }),
)
